using Platform.Contracts;

namespace Platform.Partnerships.Domain.Profiles;

/// <summary>A profile as its owner sent it: not yet validated, with terms in any spelling.</summary>
internal sealed record ProfileDraft
{
    public ProfileKind Kind { get; init; }

    public Bilingual? Name { get; init; }

    public string? Economy { get; init; }

    public string? TimeZone { get; init; }

    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<int> Sdgs { get; init; } = [];

    public IReadOnlyList<string> Sectors { get; init; } = [];

    public IReadOnlyList<string> Offers { get; init; } = [];

    public IReadOnlyList<string> Needs { get; init; } = [];

    public IReadOnlyList<Intent> Intent { get; init; } = [];

    public Stage? Stage { get; init; }

    public IReadOnlyList<string> MarketsSought { get; init; } = [];

    public IReadOnlyList<string> VetoedEconomies { get; init; } = [];

    public IReadOnlyList<ProfileKind> VetoedKinds { get; init; } = [];

    public IReadOnlyList<AvailabilityWindow> Availability { get; init; } = [];

    public Bilingual? Summary { get; init; }

    /// <summary>Fills missing values from the registry's public facts.</summary>
    public ProfileDraft FilledFrom(RegistryFacts facts) =>
        this with
        {
            Name = Name ?? facts.Name,
            Economy = Economy ?? "TW",
            TimeZone = TimeZone ?? "Asia/Taipei",
            Languages = Languages.Count > 0 ? Languages : ["zh-TW"],
            Sdgs = Sdgs.Count > 0 ? Sdgs : facts.Sdgs,
            Stage = Stage ?? facts.Stage,
        };
}

/// <summary>The registry's facts about an organisation that can fill in a profile.</summary>
internal sealed record RegistryFacts(Bilingual Name, IReadOnlyList<int> Sdgs, Stage? Stage);
