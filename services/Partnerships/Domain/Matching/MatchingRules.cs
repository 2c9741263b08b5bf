using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Domain.Matching;

/// <summary>The configured numbers of matching. Fits and scores are whole thousandths; weights are relative to their sum.</summary>
internal sealed record MatchingRules
{
    /// <summary>The weights by factor name. A factor without a weight does not count.</summary>
    public required IReadOnlyDictionary<string, int> Weights { get; init; }

    /// <summary>How well an intent of the other side fits one of ours.</summary>
    public required IReadOnlyDictionary<Intent, IReadOnlyDictionary<Intent, int>> IntentFit { get; init; }

    /// <summary>The shared office time that gives the full score, in minutes per week.</summary>
    public required int OverlapMinutesPerWeek { get; init; }

    /// <summary>The number of open and recent introductions from which a profile is no longer proposed.</summary>
    public required int ExposureCap { get; init; }

    public required int ExposureWindowDays { get; init; }

    public int FitOf(Intent ours, Intent theirs) => IntentFit.TryGetValue(ours, out var answers) ? answers.GetValueOrDefault(theirs) : 0;
}

/// <summary>Arithmetic in whole thousandths, halves rounded up, so that every machine gives the same score.</summary>
internal static class Thousandths
{
    public const int Whole = 1000;

    public static int Share(long part, long whole) => Divide(part * Whole, whole);

    public static int Divide(long dividend, long divisor) => (int)(((2 * dividend) + divisor) / (2 * divisor));
}
