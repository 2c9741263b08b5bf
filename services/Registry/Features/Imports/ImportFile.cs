using System.Buffers;

namespace Platform.Registry.Features.Imports;

/// <summary>
/// Splits a file into records without holding more than a part of it in memory. It counts bytes and lines, so that an import can continue
/// from there. It compares bytes: quotes, commas and line ends are the same in UTF-8 and Big5, and no later byte of a character in either
/// encoding looks like one.
/// </summary>
/// <param name="stream">The file, from <paramref name="position"/> on.</param>
/// <param name="isCsv">Whether the file is CSV. Otherwise every line is a record.</param>
/// <param name="encoding">The encoding, if it was detected before.</param>
/// <param name="position">The byte at which the next record begins.</param>
/// <param name="line">The line of the next record.</param>
internal sealed class ImportFile(Stream stream, bool isCsv, string? encoding, long position, int line) : IDisposable
{
    /// <summary>The largest record in bytes. No organisation needs more; a longer record has a quote that is never closed.</summary>
    public const int MaxRecordLength = 256 * 1024;

    private static readonly SearchValues<byte> Ends = SearchValues.Create(",\n\""u8);

    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(4 * MaxRecordLength);
    private readonly List<CsvCell> cells = [];
    private int start;
    private int end;
    private bool isWhole;

    /// <summary>The encoding; <see langword="null"/> until it is detected.</summary>
    public string? Encoding { get; private set; } = encoding;

    /// <summary>The byte at which the next record begins.</summary>
    public long Position { get; private set; } = position;

    /// <summary>The line on which the next record begins, from 1.</summary>
    public int NextLine { get; private set; } = line;

    /// <summary>The line on which the record began.</summary>
    public int Line { get; private set; }

    /// <summary>
    /// Whether the record is broken: a quote is not closed or is misplaced, or the record is too long. It is skipped, and the next line
    /// is the next record.
    /// </summary>
    public bool IsBroken { get; private set; }

    /// <summary>The record without its line end.</summary>
    public ReadOnlySpan<byte> Record => buffer.AsSpan(recordStart, recordLength);

    /// <summary>The cells of a CSV record.</summary>
    public IReadOnlyList<CsvCell> Cells => cells;

    private int recordStart;
    private int recordLength;

    /// <summary>Reads the next record; returns <see langword="false"/> at the end.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        // Refill the buffer when it holds less than a record of the maximum length.
        if (end - start < MaxRecordLength && !isWhole)
        {
            await FillAsync(cancellationToken);
        }

        if (start == end)
        {
            return false;
        }

        Line = NextLine;
        recordStart = start;
        var length = isCsv ? CsvLength() : LineLength();
        IsBroken = length < 0 || length > MaxRecordLength;
        if (IsBroken)
        {
            cells.Clear();
            await SkipLineAsync(cancellationToken);
            recordLength = 0;
            return true;
        }

        recordLength = length;
        while (recordLength > 0 && buffer[start + recordLength - 1] is (byte)'\n' or (byte)'\r')
        {
            recordLength--;
        }

        Advance(length);
        return true;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private void Advance(int length)
    {
        NextLine += buffer.AsSpan(start, length).Count((byte)'\n');
        start += length;
        Position += length;
    }

    private async ValueTask SkipLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            Advance(at < 0 ? end - start : at + 1);
            if (at >= 0 || isWhole)
            {
                return;
            }

            await FillAsync(cancellationToken);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        while (end < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            isWhole = read == 0;
            if (isWhole)
            {
                break;
            }

            end += read;
        }

        if (Position == 0 && start == 0 && buffer.AsSpan(0, end).StartsWith(ImportText.Utf8Mark))
        {
            Encoding ??= ImportText.Utf8;
            (start, Position) = (ImportText.Utf8Mark.Length, ImportText.Utf8Mark.Length);
        }

        Encoding ??= ImportText.Detect(WholeLines());
    }

    private ReadOnlySpan<byte> WholeLines()
    {
        var bytes = buffer.AsSpan(start, end - start);
        return isWhole ? bytes : bytes[..(bytes.LastIndexOf((byte)'\n') + 1)];
    }

    private int LineLength()
    {
        var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
        return at >= 0 ? at + 1
            : isWhole ? end - start
            : -1;
    }

    /// <summary>Returns the length of the record and fills its cells; negative when the record is broken (RFC 4180).</summary>
    private int CsvLength()
    {
        cells.Clear();
        var bytes = buffer.AsSpan(start, Math.Min(end - start, MaxRecordLength + 1));
        for (var at = 0; ; )
        {
            var isQuoted = at < bytes.Length && bytes[at] == '"';
            var from = isQuoted ? at + 1 : at;
            var to = isQuoted ? ClosingQuote(bytes, from) : Unquoted(bytes, from);
            if (to < 0)
            {
                return -1;
            }

            at = isQuoted ? to + 1 : to;
            if (!isQuoted && at > from && bytes[at - 1] == '\r' && (at == bytes.Length || bytes[at] == '\n'))
            {
                to--;
            }

            cells.Add(new(recordStart + from, to - from, isQuoted));
            if (isQuoted && at < bytes.Length && bytes[at] == '\r')
            {
                at++;
            }

            if (at == bytes.Length)
            {
                return isWhole && start + at == end ? at : -1;
            }

            switch (bytes[at++])
            {
                case (byte)'\n':
                    return at;
                case (byte)',':
                    continue;
                default:
                    return -1;
            }
        }
    }

    private static int Unquoted(ReadOnlySpan<byte> bytes, int from)
    {
        var at = bytes[from..].IndexOfAny(Ends);
        return at < 0 ? bytes.Length
            : bytes[from + at] == '"' ? -1
            : from + at;
    }

    private static int ClosingQuote(ReadOnlySpan<byte> bytes, int from)
    {
        for (var at = from; ; )
        {
            var quote = bytes[at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return -1;
            }

            at += quote;
            if (at + 1 == bytes.Length || bytes[at + 1] != '"')
            {
                return at;
            }

            at += 2;
        }
    }

    /// <summary>Returns the text of a cell of the current record.</summary>
    public string Text(CsvCell cell)
    {
        var text = ImportText.Decode(buffer.AsSpan(cell.Start, cell.Length), Encoding);
        return cell.IsQuoted && text.Contains('"') ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }
}

/// <summary>The position of a cell in the buffer, without its quotes.</summary>
internal readonly record struct CsvCell(int Start, int Length, bool IsQuoted);
