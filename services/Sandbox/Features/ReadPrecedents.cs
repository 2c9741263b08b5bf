using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Sandbox.Casework;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Sandbox.Features;

/// <summary>The open record of what was asked and answered, and the decided cases that resemble a new one.</summary>
internal static class ReadPrecedents
{
    /// <summary>The open layer and nothing else of the file.</summary>
    internal sealed record PrecedentView : IVersionedView
    {
        public required string CaseNo { get; init; }

        public required long Version { get; init; }

        public required string Title { get; init; }

        public required IReadOnlyList<Provision> Provisions { get; init; }

        public required Relief Relief { get; init; }

        public required Outcome Outcome { get; init; }

        public required string Summary { get; init; }

        public required string Answer { get; init; }

        public string? Reference { get; init; }

        public required DateOnly ReceivedOn { get; init; }

        public required DateOnly DecidedOn { get; init; }

        public required DateOnly PublishedOn { get; init; }

        public static PrecedentView Of(RequestRow row)
        {
            var (filing, ruling) = (row.Case.Filing, row.Case.Ruling!);
            return new PrecedentView
            {
                CaseNo = row.CaseNo,
                Version = row.Version,
                Title = filing.Title,
                Provisions = filing.Provisions,
                Relief = filing.Relief,
                Outcome = ruling.Outcome,
                Summary = ruling.Public!.Summary,
                Answer = ruling.Public.Answer,
                Reference = ruling.Reference,
                ReceivedOn = row.ReceivedOn,
                DecidedOn = ruling.DecidedOn,
                PublishedOn = ruling.PublishedOn!.Value,
            };
        }
    }

    /// <summary>A decided case that resembles; <c>score</c> in thousandths.</summary>
    internal sealed record SimilarView(
        Guid RequestId, string CaseNo, string Title, Outcome Outcome, bool Published, int Score, IReadOnlyList<Provision> SharedProvisions, int TextLikeness);

    internal sealed record SimilarList(IReadOnlyList<SimilarView> Items, string? NextCursor);

    public static void Map(RouteGroupBuilder api)
    {
        var precedents = api.MapGroup("/precedents").ForAnyone().WithTags("Precedents");
        precedents.MapGet("", ListAsync).WithSummary("Search published decisions");
        precedents.MapGet("{caseNo}", GetAsync).WithSummary("One published decision");
        api.MapGet("/requests/{id:guid}/similar", SimilarAsync).For(Roles.NdcOfficer)
            .WithTags("Precedents").WithSummary("Decided cases that resemble this one, with the reason");
    }

    private static async Task<Answer<Page<PrecedentView>>> ListAsync(
        [AsParameters] PageQuery page, [FromQuery] string? q, [FromQuery] string? law, SandboxDbContext db, CancellationToken cancellationToken)
    {
        var found = db.Requests.Where(request => request.PublishedOn != null);
        if (q is { Length: > 0 })
        {
            var pattern = SearchText.Pattern(q);
            found = found.Where(request => EF.Functions.Like(request.PrecedentText, pattern, @"\"));
        }

        if (law is { Length: > 0 })
        {
            var pattern = SearchText.Pattern(law);
            found = found.Where(request => db.Provisions.Any(provision =>
                provision.RequestId == request.Id && EF.Functions.Like(provision.LawKey, pattern, @"\")));
        }

        return await found.PageAsync(page, PrecedentView.Of, cancellationToken);
    }

    private static async Task<Answer<PrecedentView>> GetAsync(string caseNo, SandboxDbContext db, CancellationToken cancellationToken) =>
        await db.Requests.AsNoTracking().SingleOrDefaultAsync(
            request => request.CaseNo == caseNo && request.PublishedOn != null, cancellationToken) is { } row
            ? PrecedentView.Of(row)
            : PlatformErrors.NotFound;

    private static async Task<Answer<SimilarList>> SimilarAsync(
        Guid id, Caller caller, SandboxDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Requests.AsNoTracking().VisibleTo(db, caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } row)
            return PlatformErrors.NotFound;
        var laws = row.Case.Filing.Provisions.Select(provision => SearchText.Normalise(provision.Law)).Distinct().ToArray();
        var candidates = await db.Requests.AsNoTracking()
            .Where(request => request.Id != id && request.DecidedOn != null
                && db.Provisions.Any(provision => provision.RequestId == request.Id && laws.Contains(provision.LawKey)))
            .OrderByDescending(request => request.Id).Take(500).ToListAsync(cancellationToken);
        return new SimilarList(
            [.. candidates.Select(candidate => Compared(row, candidate)).OrderByDescending(similar => similar.Score).ThenBy(similar => similar.CaseNo).Take(20)],
            null);
    }

    // Half for the provisions in common (same article counts double a same law), half for the words.
    private static SimilarView Compared(RequestRow asked, RequestRow decided)
    {
        var shared = asked.Case.Filing.Provisions
            .Where(provision => decided.Case.Filing.Provisions.Any(other => Same(other.Law, provision.Law))).ToArray();
        var exact = shared.Count(provision =>
            decided.Case.Filing.Provisions.Any(other => Same(other.Law, provision.Law) && Same(other.Article, provision.Article)));
        var provisions = 1000 * (shared.Length + exact) / (2 * asked.Case.Filing.Provisions.Count);
        var likeness = SearchText.Likeness(asked.SearchText, decided.SearchText);
        return new SimilarView(
            decided.Id, decided.CaseNo, decided.Case.Filing.Title, decided.Outcome!.Value, decided.PublishedOn is not null,
            (provisions + likeness) / 2, shared, likeness);
    }

    private static bool Same(string left, string right) => SearchText.Normalise(left) == SearchText.Normalise(right);
}
