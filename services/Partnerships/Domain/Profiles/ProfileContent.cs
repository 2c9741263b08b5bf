using Platform.Contracts;

namespace Platform.Partnerships.Domain.Profiles;

/// <summary>The public part of a profile, validated and in canonical spelling. Matching uses nothing else.</summary>
internal sealed record ProfileContent
{
    public required ProfileKind Kind { get; init; }

    public required Bilingual Name { get; init; }

    /// <summary>The economy as ISO 3166-1 alpha-2 code, upper case.</summary>
    public required string Economy { get; init; }

    /// <summary>The IANA name of the time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>BCP 47, most preferred first.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    public required IReadOnlyList<int> Sdgs { get; init; }

    public required IReadOnlyList<string> Sectors { get; init; }

    public required IReadOnlyList<string> Offers { get; init; }

    public required IReadOnlyList<string> Needs { get; init; }

    public required IReadOnlyList<Intent> Intent { get; init; }

    public Stage? Stage { get; init; }

    /// <summary>The economies that the profile seeks; empty for every market.</summary>
    public required IReadOnlyList<string> MarketsSought { get; init; }

    public Vetoes Vetoes { get; init; } = Vetoes.None;

    /// <summary>The weekly windows; empty for office hours, Monday to Friday.</summary>
    public IReadOnlyList<AvailabilityWindow> Availability { get; init; } = [];

    public required Bilingual Summary { get; init; }

    /// <summary>Returns whether the facts that a manager vetted are the same. If they change, the profile is vetted again.</summary>
    public bool SameIdentity(ProfileContent other) => Kind == other.Kind && Name == other.Name && Economy == other.Economy;

    /// <summary>Returns the goals as a mask: bit n − 1 is set for Sustainable Development Goal n.</summary>
    public static int MaskOf(params IEnumerable<int> sdgs) => sdgs.Aggregate(0, (mask, sdg) => mask | (1 << (sdg - 1)));

    /// <summary>Returns the goals of a mask in ascending order.</summary>
    public static IReadOnlyList<int> SdgsOf(int mask) => [.. Enumerable.Range(1, 17).Where(sdg => (mask & MaskOf(sdg)) != 0)];
}

internal enum ProfileKind
{
    Organisation,
    Company,
    Investor,
    Accelerator,
    PublicBody,
}

internal enum Intent
{
    Buy,
    Sell,
    Invest,
    CoDevelop,
    Pilot,
    Learn,
}

/// <summary>The four stages of the action plan, in order.</summary>
internal enum Stage
{
    Ideation,
    FieldExperiment,
    SustainableOperation,
    Diffusion,
}

/// <summary>The economies and kinds of profiles that a profile never meets.</summary>
internal sealed record Vetoes(IReadOnlyList<string> Economies, IReadOnlyList<ProfileKind> Kinds)
{
    public static readonly Vetoes None = new([], []);

    public bool Exclude(string economy, ProfileKind kind) =>
        (Economies.Count > 0 && Economies.Contains(economy)) || (Kinds.Count > 0 && Kinds.Contains(kind));
}

/// <summary>A weekly window in the profile's own time zone, on quarter hours.</summary>
internal sealed record AvailabilityWindow(DayOfWeek Day, TimeOnly From, TimeOnly To);
