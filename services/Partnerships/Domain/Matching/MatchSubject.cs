using Platform.Contracts;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Domain.Matching;

/// <summary>
/// A profile as matching uses it on one day. It has little more than the inputs of barriers and factors, so that very many fit into
/// memory.
/// </summary>
internal sealed record MatchSubject
{
    public required Guid Id { get; init; }

    /// <summary>The name to show with a match.</summary>
    public required Bilingual Name { get; init; }

    public required bool Active { get; init; }

    public required ProfileKind Kind { get; init; }

    public required string Economy { get; init; }

    /// <summary>BCP 47, most preferred first.</summary>
    public required string[] Languages { get; init; }

    /// <summary>The languages without script and region.</summary>
    public required string[] Spoken { get; init; }

    /// <summary>Bit n − 1 for Sustainable Development Goal n.</summary>
    public required int Sdgs { get; init; }

    public required string[] Offers { get; init; }

    public required string[] Needs { get; init; }

    /// <summary>A bit for each <see cref="Intent"/>.</summary>
    public required int Intents { get; init; }

    public required Stage? Stage { get; init; }

    public required string[] MarketsSought { get; init; }

    public required Vetoes Vetoes { get; init; }

    public required WorkingWeek Week { get; init; }

    public static MatchSubject Of(Guid id, ProfileContent content, bool active, DateOnly on) =>
        Of(id, content, active, new WorkingWeek(content.TimeZone, content.Availability, on), text => text);

    /// <param name="id">The profile.</param>
    /// <param name="content">The profile's content.</param>
    /// <param name="active">Whether the profile is active on the day.</param>
    /// <param name="week">The profile's week on the day.</param>
    /// <param name="shared">Returns the same string instance for equal texts, because very many profiles use few terms.</param>
    public static MatchSubject Of(Guid id, ProfileContent content, bool active, WorkingWeek week, Func<string, string> shared) =>
        new()
        {
            Id = id,
            Name = content.Name,
            Active = active,
            Kind = content.Kind,
            Economy = shared(content.Economy),
            Languages = Each(content.Languages, shared),
            Spoken = Each(content.Languages, tag => shared(LanguageTags.Primary(tag))),
            Sdgs = ProfileContent.MaskOf(content.Sdgs),
            Offers = Each(content.Offers, shared),
            Needs = Each(content.Needs, shared),
            Intents = content.Intent.Aggregate(0, (mask, intent) => mask | (1 << (int)intent)),
            Stage = content.Stage,
            MarketsSought = Each(content.MarketsSought, shared),
            Vetoes = content.Vetoes is { Economies.Count: 0, Kinds.Count: 0 } ? Vetoes.None : content.Vetoes,
            Week = week,
        };

    private static string[] Each(IReadOnlyList<string> texts, Func<string, string> shared) =>
        texts.Count == 0 ? [] : [.. texts.Select(shared)];
}

/// <summary>The lists with the names that explanations use.</summary>
internal sealed record MatchNames(Vocabulary Vocabulary, Economies Economies);
