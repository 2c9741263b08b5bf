namespace Platform.ServiceDefaults.Http;

/// <summary>
/// Keeps a spreadsheet from running what somebody wrote into a cell: what would begin a formula gets an apostrophe before it (OWASP, CSV
/// injection). An import takes off the one that an export has put on, so that what goes out and comes back is the same.
/// </summary>
public static class FormulaGuard
{
    /// <summary>The cell as a spreadsheet may open it.</summary>
    public static string Add(string cell) => IsFormula(cell) ? "'" + cell : cell;

    /// <summary>The cell before it was guarded.</summary>
    public static string Remove(string cell) => cell.Length > 1 && cell[0] == '\'' && IsFormula(cell.AsSpan(1)) ? cell[1..] : cell;

    private static bool IsFormula(ReadOnlySpan<char> cell) =>
        cell.TrimStart('\'') is [var first, ..]
        && first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
}
