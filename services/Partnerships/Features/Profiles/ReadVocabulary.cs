using Platform.Contracts;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>Returns the controlled vocabulary. Offers and needs use the same tags.</summary>
internal static class ReadVocabulary
{
    internal sealed record TermView(string Code, Bilingual Name, IReadOnlyList<string> Synonyms, bool Retired);

    internal sealed record EconomyView(string Code, Bilingual Name);

    internal sealed record VocabularyView(
        long Version,
        IReadOnlyList<TermView> Tags,
        IReadOnlyList<TermView> Sectors,
        IReadOnlyList<TermView> Intents,
        IReadOnlyList<EconomyView> Economies
    );

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/vocabulary", HandleAsync)
            .ForAnyone()
            .WithTags("Profiles")
            .WithSummary("Tags of offers and needs, sectors, intents and economies");

    private static async Task<Answer<VocabularyView>> HandleAsync(
        EditedLists lists,
        Economies economies,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    )
    {
        var vocabulary = await lists.VocabularyAsync(db, cancellationToken);
        return new VocabularyView(
            vocabulary.Version,
            ToView(vocabulary.Tags),
            ToView(vocabulary.Sectors),
            ToView(vocabulary.Intents),
            [.. economies.All.Select(economy => new EconomyView(economy.Code, economy.Name))]
        );
    }

    private static IReadOnlyList<TermView> ToView(TermList terms) =>
        [.. terms.Terms.Select(term => new TermView(term.Code, term.Name, term.Synonyms, term.Retired))];
}
