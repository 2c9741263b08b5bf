using System.Text.RegularExpressions;
using Platform.Harness;

namespace Platform.Architecture.Tests;

/// <summary>What we measure is explained to operators, and they are told of nothing that is not measured.</summary>
public sealed partial class OperationsTests
{
    [Fact]
    public void The_operators_guide_names_every_metric_of_ours_and_no_other()
    {
        var measured = new[] { "gateway", "platform", "services" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Snapshots.Root, folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Measured(File.ReadAllText(file)))
            .Order();
        Assert.NotEmpty(measured);
        Assert.Equal(measured, Explained(File.ReadAllText(Path.Combine(Snapshots.Root, "docs", "operations.md"))).Order());
    }

    [Fact]
    public void A_planted_metric_is_caught()
    {
        Assert.Equal(["platform.planted"], Measured("""Meter.CreateCounter<long>("platform.planted", "{thing}", "…")"""));
        Assert.Equal(["platform.planted"], Explained("| `platform.planted` | each service | rises again: `platform.planted` |"));
    }

    private static IEnumerable<string> Measured(string code) => Creation().Matches(code).Select(found => found.Groups[1].Value);

    private static IEnumerable<string> Explained(string guide) => Name().Matches(guide).Select(found => found.Groups[1].Value).Distinct();

    [GeneratedRegex("""Create(?:Observable)?(?:Counter|Gauge|Histogram|UpDownCounter)<\w+>\(\s*"(platform\.[a-z.]+)""")]
    private static partial Regex Creation();

    [GeneratedRegex("`(platform\\.[a-z.]+)`")]
    private static partial Regex Name();
}
