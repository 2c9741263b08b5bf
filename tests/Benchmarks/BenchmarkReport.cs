using System.Globalization;

namespace Platform.Benchmarks;

/// <summary>What a benchmark has seen, a line each, as soon as it is known.</summary>
internal sealed class BenchmarkReport
{
    /// <summary>A measured value.</summary>
    public void Add(string what, double value, string unit) => Print(what, value, unit, "");

    /// <summary>A measured value that has an aim: at least this.</summary>
    public void AddAtLeast(string what, double value, string unit, double aim) =>
        Print(what, value, unit, Verdict(value >= aim, "≥", aim));

    /// <summary>A measured value that has an aim: at most this.</summary>
    public void AddAtMost(string what, double value, string unit, double aim) => Print(what, value, unit, Verdict(value <= aim, "≤", aim));

    private static string Verdict(bool isMet, string relation, double aim) =>
        string.Create(CultureInfo.InvariantCulture, $"(aim {relation} {aim:0.##}: {(isMet ? "met" : "MISSED")})");

    private static void Print(string what, double value, string unit, string verdict) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what, -64} {value, 10:0.##} {unit} {verdict}").TrimEnd());
}
