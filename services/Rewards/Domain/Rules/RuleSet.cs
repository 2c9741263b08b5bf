using Platform.Contracts;

namespace Platform.Rewards.Domain.Rules;

/// <summary>
/// The versioned rules of one award year. The weights and thresholds of most years were never published, so they are configuration, and
/// <see cref="Source"/> names the origin of each rule set.
/// </summary>
internal record RuleSet
{
    public int Year { get; init; }

    /// <summary>The version within the year: 1, 2, … The service assigns it and ignores the value in a request.</summary>
    public int Version { get; init; }

    public Bilingual Title { get; init; } = new();

    /// <summary>The origin of the rules.</summary>
    public string Source { get; init; } = "";

    public string? Note { get; init; }

    /// <summary>The first day whose purchases count.</summary>
    public DateOnly EffectiveFrom { get; init; }

    /// <summary>The last day whose purchases count.</summary>
    public DateOnly EffectiveTo { get; init; }

    public Exclusions Exclusions { get; init; } = new();

    /// <summary>The scoring and the awards of the social series.</summary>
    public AwardShape? Social { get; init; }

    /// <summary>The scoring and the awards of the start-up series; null when the year has no awards for it.</summary>
    public AwardShape? Startup { get; init; }

    public IReadOnlyList<SpecialAward> SpecialAwards { get; init; } = [];

    public AwardShape? ShapeOf(Series series) => series is Series.Social ? Social : Startup;

    /// <summary>Returns every award that the year can grant.</summary>
    public IEnumerable<AwardTitle> Titles() =>
        [.. Social?.Titles ?? [], .. Startup?.Titles ?? [], .. SpecialAwards.Select(a => new AwardTitle(a.Code, a.Name, a.Presenter))];
}

/// <summary>The grounds on which a purchase is refused, rejected or reversed. A rule set switches each ground on or off.</summary>
internal sealed record Exclusions
{
    public bool SelfPurchase { get; init; } = true;

    public bool Affiliate { get; init; } = true;

    public bool SupplierNotRegistered { get; init; } = true;

    public bool OutOfPeriod { get; init; } = true;

    /// <summary>Another live claim has the same voucher or the same evidence.</summary>
    public bool Duplicate { get; init; } = true;

    public bool Refund { get; init; } = true;
}

/// <summary>The code and name of an award, and its presenter.</summary>
internal sealed record AwardTitle(string Code, Bilingual Name, Bilingual Presenter);

/// <summary>An award for content in a category, never for the amount. The reviewers choose the recipient and write a citation.</summary>
internal sealed record SpecialAward
{
    public string Code { get; init; } = "";

    public Bilingual Name { get; init; } = new();

    public Bilingual Presenter { get; init; } = new();

    public Bilingual Criteria { get; init; } = new();

    public int Places { get; init; }
}
