using Platform.Contracts;
using Platform.Partnerships.Domain.Profiles;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>The controlled vocabulary: tags are for offers and needs alike.</summary>
internal static class ReadVocabulary
{
    internal sealed record TermView(string Code, Bilingual Name, IReadOnlyList<string> Synonyms);

    internal sealed record EconomyView(string Code, Bilingual Name);

    internal sealed record VocabularyView(
        int Version, IReadOnlyList<TermView> Tags, IReadOnlyList<TermView> Sectors, IReadOnlyList<TermView> Intents, IReadOnlyList<EconomyView> Economies);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/vocabulary", Handle).ForAnyone().WithTags("Profiles").WithSummary("Tags of offers and needs, sectors, intents and economies");

    private static Answer<VocabularyView> Handle(Vocabulary vocabulary, Economies economies) => new VocabularyView(
        vocabulary.Version,
        View(vocabulary.Tags),
        View(vocabulary.Sectors),
        View(vocabulary.Intents),
        [.. economies.All.Select(economy => new EconomyView(economy.Code, economy.Name))]);

    private static IReadOnlyList<TermView> View(TermList terms) => [.. terms.Terms.Select(term => new TermView(term.Code, term.Name, term.Synonyms))];
}
