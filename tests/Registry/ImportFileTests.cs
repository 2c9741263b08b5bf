using System.IO.Pipelines;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Registry.Features.Imports;
using Platform.Samples;
using Platform.Web.Http;

namespace Platform.Registry.Tests;

public sealed class ImportFileTests
{
    [Fact]
    public void What_is_written_as_CSV_is_read_back_from_any_record_on() =>
        Prop.ForAll(Records(), Gen.Elements("\n", "\r\n").ToArbitrary(), (records, end) =>
            {
                var bytes = Encoding.UTF8.GetBytes(string.Concat(records.Select(cells => string.Join(',', cells.Select(Quoted)) + end)));
                var read = ReadAsync(bytes, 0, 1).GetAwaiter().GetResult();
                if (!read.Select(record => record.Cells).SequenceEqual(records, CellsComparer.Instance))
                {
                    return false;
                }

                // Every place that a record gives is one to go on from.
                return read.Index()
                    .All(record =>
                        ReadAsync(bytes, record.Item.Position, record.Item.NextLine)
                            .GetAwaiter()
                            .GetResult()
                            .Select(later => (later.Line, string.Join('|', later.Cells)))
                            .SequenceEqual(read.Skip(record.Index + 1).Select(later => (later.Line, string.Join('|', later.Cells))))
                    );
            })
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a,b\n\"open,c\nd,e\nf,\"g\"\n", "a|b;!;d|e;f|g")]
    [InlineData("a,b\nx\"y,c\nd,e\n", "a|b;!;d|e")]
    [InlineData("\"a\"b,c\nd,\"e\"\"f\"\n", "!;d|e\"f")]
    [InlineData("a,\"b\nc\",d\ne,f", "a|b\nc|d;e|f")]
    [InlineData("a,\r\nb,", "a|;b|")]
    public async Task A_broken_record_is_left_out_alone(string text, string expected)
    {
        var read = await ReadAsync(Encoding.UTF8.GetBytes(text), 0, 1);
        Assert.Equal(expected, string.Join(';', read.Select(record => record.IsBroken ? "!" : string.Join('|', record.Cells))));
    }

    [Fact]
    public async Task A_line_longer_than_any_record_is_left_out_and_the_next_ones_are_read()
    {
        var text = $"a,b\n\"{new string('x', 3 * ImportFile.MaxRecordLength)}\n{new string('y', 5 * ImportFile.MaxRecordLength)}\nc,d\n";
        var read = await ReadAsync(Encoding.UTF8.GetBytes(text), 0, 1);
        Assert.Equal([(1, false), (2, true), (3, true), (4, false)], read.Select(record => (record.Line, record.IsBroken)));
    }

    [Fact]
    public async Task A_quote_on_line_400_001_that_nobody_closes_costs_that_line_alone()
    {
        const int line = 400_001,
            after = 1_000;
        var pipe = new Pipe();
        var written = WriteAsync(pipe.Writer.AsStream(), line, after);
        await using var stream = pipe.Reader.AsStream();
        using var file = new ImportFile(stream, isCsv: true, null, 0, 1);
        var whole = 0;
        List<int> broken = [];
        while (await file.ReadAsync(TestContext.Current.CancellationToken))
        {
            if (file.IsBroken)
            {
                broken.Add(file.Line);
            }
            else if (file.Cells.Count == OrganisationCsv.Header.Split(',').Length)
            {
                whole++;
            }
        }

        await written;
        Assert.Equal([line], broken);
        Assert.Equal(line - 1 + after, whole);
        Assert.Equal(line + after, file.Line);
    }

    [Theory]
    [InlineData("好日子社會企業", "utf-8", "utf-8")]
    [InlineData("好日子社會企業", "big5", "big5")]
    [InlineData("ASCII only", "big5", null)]
    public void The_encoding_is_found_by_looking(string text, string written, string? found)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(written) ?? Encoding.GetEncoding(written);
        var bytes = encoding.GetBytes(text);
        Assert.Equal(found, ImportText.Detect(bytes));
        Assert.Equal(text, ImportText.Decode(bytes, found));
    }

    [Fact]
    public void One_damaged_character_does_not_turn_UTF_8_into_Big5()
    {
        var bytes = Encoding.UTF8.GetBytes("讓偏鄉長者安心生活，守護社區裡每一位需要陪伴的人");
        bytes[4] = 0xFF;
        Assert.Equal("utf-8", ImportText.Detect(bytes));
    }

    [Fact]
    public void A_guarded_cell_never_begins_a_formula_and_comes_back_as_it_was() =>
        Prop.ForAll(Gen.Elements("'", "=", "+", "-", "@", "＝", "\t", "a", "好").ListOf().Select(string.Concat).ToArbitrary(), cell =>
            {
                var guarded = FormulaGuard.Add(cell);
                return FormulaGuard.Remove(guarded) == cell
                    && (guarded.Length == 0 || !"=+-@＝\t".Contains(guarded[0], StringComparison.Ordinal));
            })
            .QuickCheckThrowOnFailure();

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static Arbitrary<string[][]> Records() =>
        Gen.Elements("", "a", ",", "\"", "\n", "好", "\r\n", "𠮷")
            .ListOf()
            .Select(string.Concat)
            .NonEmptyListOf()
            .Select(cells => cells.ToArray())
            .ListOf()
            .Select(records => records.ToArray())
            .ToArbitrary();

    /// <summary>
    /// The same thousand organisations again and again, a row with a quote that nobody closes on a line, and a thousand more.
    /// </summary>
    private static Task WriteAsync(Stream stream, int line, int after) =>
        Task.Run(async () =>
        {
            var text = new StringWriter();
            OrganisationCsv.Write(text, OrganisationGenerator.Generate(1_000));
            var rows = text.ToString().TrimEnd('\n').Split('\n');
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16);
            for (var number = 1; number <= line + after; number++)
            {
                await writer.WriteAsync(
                    number == 1 ? rows[0] + "\n"
                    : number == line ? "04595257,,,company,\"沒有收尾,,某事,,,花蓮縣,3,diffusion,,,,,,,\n"
                    : rows[1 + number % 1_000] + "\n"
                );
            }
        });

    private static async Task<List<Seen>> ReadAsync(byte[] bytes, long from, int line)
    {
        using var file = new ImportFile(new Dripping(bytes[(int)from..]), isCsv: true, null, from, line);
        var read = new List<Seen>();
        while (await file.ReadAsync(TestContext.Current.CancellationToken))
        {
            read.Add(new(file.Line, file.IsBroken, [.. file.Cells.Select(file.Text)], file.Position, file.NextLine));
        }

        return read;
    }

    private sealed record Seen(int Line, bool IsBroken, string[] Cells, long Position, int NextLine);

    /// <summary>Gives little at a time, as a network does.</summary>
    private sealed class Dripping(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, Length > 10_000 ? 60_000 : 3)], cancellationToken);
    }

    private sealed class CellsComparer : IEqualityComparer<string[]>
    {
        public static readonly CellsComparer Instance = new();

        public bool Equals(string[]? left, string[]? right) => left!.SequenceEqual(right!);

        public int GetHashCode(string[] cells) => cells.Length;
    }
}
