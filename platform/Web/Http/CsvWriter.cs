using System.Buffers;
using System.Text;

namespace Platform.Web.Http;

/// <summary>
/// Writes CSV for spreadsheets (RFC 4180): with a byte order mark, which Excel needs to read Chinese, and without cells that are
/// formulas.
/// </summary>
/// <param name="output">The output, in UTF-8.</param>
public sealed class CsvWriter(IBufferWriter<byte> output)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private bool isFirst = true;

    /// <summary>Writes the byte order mark and the column names.</summary>
    public void Begin(params IEnumerable<string> columns)
    {
        output.Write(Encoding.UTF8.Preamble);
        Row(columns);
    }

    /// <summary>Writes the next cell of the row; an empty cell for <see langword="null"/>.</summary>
    public void Cell(string? text)
    {
        if (!isFirst)
        {
            output.Write(","u8);
        }

        isFirst = false;
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var cell = FormulaGuard.Add(text);
        if (cell.AsSpan().ContainsAny(Special) || char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]))
        {
            cell = $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        }

        output.Advance(Encoding.UTF8.GetBytes(cell, output.GetSpan(3 * cell.Length)));
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        output.Write("\r\n"u8);
        isFirst = true;
    }

    /// <summary>Writes a whole row.</summary>
    public void Row(params IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            Cell(cell);
        }

        EndRow();
    }
}
