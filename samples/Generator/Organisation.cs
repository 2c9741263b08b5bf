namespace Platform.Samples;

/// <summary>An invented organisation, in the terms of the registry's import format.</summary>
public sealed record Organisation
{
    /// <summary>The unified business number; without one, <see cref="OtherRegister"/> and <see cref="OtherValue"/> are set.</summary>
    public string? Ubn { get; init; }
    public string? OtherRegister { get; init; }
    public string? OtherValue { get; init; }
    public required string LegalForm { get; init; }
    public required string NameZh { get; init; }
    public string? NameEn { get; init; }
    public required string MissionZh { get; init; }
    public string? MissionEn { get; init; }
    public required string CharterClause { get; init; }
    public required string County { get; init; }
    public required IReadOnlyList<int> Sdgs { get; init; }
    public required string Stage { get; init; }
    public required IReadOnlyList<string> Products { get; init; }
    public string? Website { get; init; }
    public required string ContactName { get; init; }
    public required string ContactEmail { get; init; }
    public string? ContactPhone { get; init; }
    public required DateOnly FoundedOn { get; init; }
    public required DateOnly RegisteredFrom { get; init; }
}
