using System.Diagnostics;
using System.Text;
using CsvHelper;
using Platform.Harness;
using Platform.Registry.Features.Imports;

namespace Platform.Benchmarks;

/// <summary>The import's reader beside CsvHelper: the same rows, in turns (ADR 9).</summary>
internal static class CsvBenchmark
{
    private const int Copies = 100,
        Rounds = 5;

    public static async Task RunAsync(BenchmarkReport findings)
    {
        var sample = await File.ReadAllTextAsync(Path.Combine(Snapshots.Root, "samples", "organisations.csv"));
        var header = sample.IndexOf('\n') + 1;
        var bytes = Encoding.UTF8.GetBytes(sample[..header] + string.Concat(Enumerable.Repeat(sample[header..], Copies)));
        var ratios = new List<double>();
        // The first round is the compiler's.
        for (var round = 0; round <= Rounds; round++)
        {
            var (ours, theirs) = (await OursAsync(bytes), await TheirsAsync(bytes));
            if (ours.Cells != theirs.Cells)
            {
                throw new InvalidOperationException($"Ours has read {ours.Cells} cells, CsvHelper {theirs.Cells}.");
            }

            if (round > 0)
            {
                ratios.Add(theirs.RowsPerSecond / ours.RowsPerSecond);
                findings.Add($"round {round}: ours", ours.RowsPerSecond, "rows/s");
                findings.Add($"round {round}: CsvHelper", theirs.RowsPerSecond, "rows/s");
            }
        }

        findings.Add("CsvHelper ÷ ours, median", ratios.Order().ElementAt(Rounds / 2), "");

        // What an import has to survive: a quote that nobody closes in the second of many rows.
        var broken = Encoding.UTF8.GetBytes("a,b\n1,\"2\n" + string.Concat(Enumerable.Repeat("3,4\n", 1_000)));
        findings.Add("rows after a quote that nobody closes, of 1,000: ours", (await OursAsync(broken)).Cells / 2, "rows");
        findings.Add("rows after a quote that nobody closes, of 1,000: CsvHelper", (await TheirsAsync(broken)).Rows - 1, "rows");
    }

    private static async Task<(double RowsPerSecond, long Cells, int Rows)> OursAsync(byte[] bytes)
    {
        var (clock, rows, cells) = (Stopwatch.StartNew(), 0, 0L);
        using var file = new ImportFile(new MemoryStream(bytes), isCsv: true, "utf-8", 0, 1);
        // CsvHelper keeps the header apart.
        await file.ReadAsync(CancellationToken.None);
        while (await file.ReadAsync(CancellationToken.None))
        {
            rows++;
            cells += file.Cells.Count;
        }

        return (rows / clock.Elapsed.TotalSeconds, cells, rows);
    }

    private static async Task<(double RowsPerSecond, long Cells, int Rows)> TheirsAsync(byte[] bytes)
    {
        var (clock, rows, cells) = (Stopwatch.StartNew(), 0, 0L);
        using var csv = CsvReader.Create(new MemoryStream(bytes));
        while (await csv.ReadAsync())
        {
            rows++;
            cells += csv.FieldCount;
        }

        return (rows / clock.Elapsed.TotalSeconds, cells, rows);
    }
}
