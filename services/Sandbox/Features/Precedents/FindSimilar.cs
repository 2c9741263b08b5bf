using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Precedents;

/// <summary>
/// Finds decided cases that resemble a request. Common hashes (<see cref="CaseMarks"/>) of provisions, laws and text give the candidates,
/// the newest of each hash; then each candidate is compared in full.
/// </summary>
internal static class FindSimilar
{
    private const int OfEachMark = 40,
        Compared = 150,
        Shown = 20;

    /// <param name="Score">In thousandths. Half is for common provisions (the same article counts twice as much as the same law), half for
    /// the text.</param>
    /// <param name="TextLikeness">The similarity of the texts, in thousandths.</param>
    /// <param name="Why">The reasons for the score, as text.</param>
    internal sealed record SimilarView(
        Guid RequestId,
        string CaseNo,
        string Title,
        Outcome Outcome,
        bool Published,
        int Score,
        IReadOnlyList<Provision> SharedProvisions,
        int TextLikeness,
        Bilingual Why
    );

    internal sealed record SimilarList(IReadOnlyList<SimilarView> Items, string? NextCursor);

    private sealed record Scored(Guid Id, int Score, Provision[] Shared, int Exact, int Likeness);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/requests/{id:guid}/similar", HandleAsync)
            .For(Roles.NdcOfficer)
            .WithTags("Precedents")
            .WithSummary("Decided cases that resemble this one, with the reason");

    private static async Task<Answer<SimilarList>> HandleAsync(
        Guid id,
        Caller caller,
        SandboxDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Requests.AsNoTracking().VisibleTo(db, caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken)
            is not { } subject
        )
        {
            return PlatformErrors.NotFound;
        }

        var candidates = await FindAsync(subject, db, cancellationToken);
        var texts = await db
            .SearchEntries.Where(entry => candidates.Contains(entry.RequestId))
            .Select(entry => new { Id = entry.RequestId, entry.All })
            .ToListAsync(cancellationToken);
        var provisions = (
            await db
                .Provisions.Where(provision => candidates.Contains(provision.RequestId))
                .Select(provision => new
                {
                    provision.RequestId,
                    provision.LawKey,
                    provision.ArticleKey,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(provision => provision.RequestId);

        var (filing, pairs) = (subject.Case.Filing, SearchText.Pairs(SearchEntry.Of(subject.Case).All));
        var best = texts
            .Select(text =>
                Compare(
                    text.Id,
                    text.All,
                    [.. provisions[text.Id].Select(provision => (provision.LawKey, provision.ArticleKey))],
                    filing,
                    pairs
                )
            )
            .OrderByDescending(scored => scored.Score)
            .ThenByDescending(scored => scored.Id)
            .Take(Shown)
            .ToArray();
        var ids = best.Select(scored => scored.Id).ToArray();
        var decided = await db
            .Requests.AsNoTracking()
            .Where(request => ids.Contains(request.Id))
            .ToDictionaryAsync(request => request.Id, cancellationToken);
        return new SimilarList([.. best.Select(scored => ToView(scored, decided[scored.Id]))], null);
    }

    /// <summary>Returns the cases with the most hashes in common; of cases with equally many, the newest.</summary>
    private static async Task<Guid[]> FindAsync(RequestRow subject, SandboxDbContext db, CancellationToken cancellationToken)
    {
        // A hash that very many cases share (the name of a law, a common phrase) contributes only its newest cases: the cost does not grow
        // with their number.
        var marked = CaseMarks
            .Of(subject.Case.Filing)
            .Select(mark =>
                db.Likenesses.Where(row => row.Mark == mark && row.RequestId != subject.Id)
                    .OrderByDescending(row => row.RequestId)
                    .Take(OfEachMark)
            )
            .Aggregate((all, next) => all.Concat(next));
        return await marked
            .GroupBy(row => row.RequestId)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Key)
            .Select(group => group.Key)
            .Take(Compared)
            .ToArrayAsync(cancellationToken);
    }

    private static Scored Compare(
        Guid id,
        string text,
        (string Law, string Article)[] decided,
        Filing filing,
        IReadOnlySet<(char, char)> pairs
    )
    {
        var shared = filing
            .Provisions.Where(provision => decided.Any(other => other.Law == SearchText.Normalise(provision.Law)))
            .ToArray();
        var exact = shared.Count(provision =>
            decided.Contains((SearchText.Normalise(provision.Law), SearchText.Normalise(provision.Article)))
        );
        var likeness = SearchText.Likeness(pairs, SearchText.Pairs(text));
        return new Scored(id, ((1000 * (shared.Length + exact) / (2 * filing.Provisions.Count)) + likeness) / 2, shared, exact, likeness);
    }

    private static SimilarView ToView(Scored scored, RequestRow decided) =>
        new(
            scored.Id,
            decided.CaseNo,
            decided.Case.Filing.Title,
            decided.Outcome!.Value,
            decided.PublishedOn is not null,
            scored.Score,
            scored.Shared,
            scored.Likeness,
            new Bilingual
            {
                Zh = $"相同條文 {scored.Exact} 項,同一法規 {scored.Shared.Length} 項;文字相近 {scored.Likeness / 10}%。",
                En = $"Articles in common: {scored.Exact}; laws in common: {scored.Shared.Length}; words alike: {scored.Likeness / 10} %.",
            }
        );
}
