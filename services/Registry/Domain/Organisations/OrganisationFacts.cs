using Platform.Contracts;

namespace Platform.Registry.Domain.Organisations;

/// <summary>The disclosed facts of an organisation: in an application, after registration, and in an import.</summary>
internal sealed record OrganisationFacts
{
    public string? Ubn { get; init; }

    public OtherIdentifier? OtherIdentifier { get; init; }

    public required LegalForm LegalForm { get; init; }

    public required Bilingual Name { get; init; }

    public required Bilingual Mission { get; init; }

    public string? CharterClause { get; init; }

    public required string County { get; init; }

    public required IReadOnlyList<int> Sdgs { get; init; }

    public required Stage Stage { get; init; }

    public IReadOnlyList<string> Products { get; init; } = [];

    public string? Website { get; init; }

    public Contact? Contact { get; init; }

    public DateOnly? FoundedOn { get; init; }

    /// <summary>
    /// The key of which there is at most one organisation: the unified business number, or the other register and its value.
    /// </summary>
    public string IdentifierKey =>
        Ubn is not null ? $"ubn:{Ubn}" : $"{OtherIdentifier!.Register.Trim()}:{OtherIdentifier.Value.Trim()}".ToUpperInvariant();
}

internal sealed record OtherIdentifier(string Register, string Value);

/// <summary>The contact of an organisation. Only its owner and registrars see it.</summary>
internal sealed record Contact(string Name, string Email, string? Phone = null);

internal enum LegalForm
{
    Company,
    LimitedPartnership,
    Partnership,
    SoleProprietorship,
    Cooperative,
    CreditUnion,
    Association,
    Foundation,
    FarmersAssociation,
    FishermensAssociation,
    UniversityOffice,
    Other,
}

/// <summary>The stage of an organisation: 創意發想 → 落地實驗 → 永續經營 → 典範擴散.</summary>
internal enum Stage
{
    Ideation,
    FieldExperiment,
    SustainableOperation,
    Diffusion,
}
