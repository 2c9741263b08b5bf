using Platform.Contracts;

namespace Platform.Rewards.Domain.Rules;

/// <summary>
/// The rules of one award year, as versioned data. The weights and thresholds of most years were never published: they are
/// configuration, and <see cref="Source"/> says where each set comes from.
/// </summary>
internal record RuleSet
{
    public int Year { get; init; }

    /// <summary>Given by the service: 1, 2, … for each year; ignored in a request.</summary>
    public int Version { get; init; }

    public Bilingual Title { get; init; } = new();

    /// <summary>Where the rules come from.</summary>
    public string Source { get; init; } = "";

    public string? Note { get; init; }

    /// <summary>First day whose purchases count.</summary>
    public DateOnly EffectiveFrom { get; init; }

    /// <summary>Last day whose purchases count.</summary>
    public DateOnly EffectiveTo { get; init; }

    public Exclusions Exclusions { get; init; } = new();

    /// <summary>How the social series is scored and awarded.</summary>
    public AwardShape? Social { get; init; }

    /// <summary>How the start-up series is scored and awarded; absent when the year awards none.</summary>
    public AwardShape? Startup { get; init; }

    public IReadOnlyList<SpecialAward> SpecialAwards { get; init; } = [];

    public AwardShape? ShapeOf(Series series) => series is Series.Social ? Social : Startup;

    /// <summary>Every award that the year can grant.</summary>
    public IEnumerable<AwardTitle> Titles() =>
        [.. Social?.Titles ?? [], .. Startup?.Titles ?? [], .. SpecialAwards.Select(a => new AwardTitle(a.Code, a.Name, a.Presenter))];
}

/// <summary>Why a purchase is refused or reversed; each can be switched by year.</summary>
internal sealed record Exclusions
{
    public bool SelfPurchase { get; init; } = true;

    public bool Affiliate { get; init; } = true;

    public bool SupplierNotRegistered { get; init; } = true;

    public bool OutOfPeriod { get; init; } = true;

    /// <summary>The same voucher, or the same evidence, under another live claim.</summary>
    public bool Duplicate { get; init; } = true;

    public bool Refund { get; init; } = true;
}

/// <summary>An award's name and who presents it.</summary>
internal sealed record AwardTitle(string Code, Bilingual Name, Bilingual Presenter);

/// <summary>Judged on content, by category, never by amount; decided by hand with a citation.</summary>
internal sealed record SpecialAward
{
    public string Code { get; init; } = "";

    public Bilingual Name { get; init; } = new();

    public Bilingual Presenter { get; init; } = new();

    public Bilingual Criteria { get; init; } = new();

    public int Places { get; init; }
}
