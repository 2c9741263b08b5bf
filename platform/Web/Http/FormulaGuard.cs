namespace Platform.Web.Http;

/// <summary>
/// Prevents a spreadsheet from running the content of a cell: an apostrophe is put before a cell that would begin a formula (OWASP, CSV
/// injection). An import removes the apostrophe that an export added, so that a round trip changes nothing.
/// </summary>
public static class FormulaGuard
{
    /// <summary>Returns the cell in a form that a spreadsheet does not run.</summary>
    public static string Add(string cell) => IsFormula(cell) ? "'" + cell : cell;

    /// <summary>Returns the cell without the added apostrophe.</summary>
    public static string Remove(string cell) => cell.Length > 1 && cell[0] == '\'' && IsFormula(cell.AsSpan(1)) ? cell[1..] : cell;

    private static bool IsFormula(ReadOnlySpan<char> cell) =>
        cell.TrimStart('\'') is [var first, ..]
        && first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
}
