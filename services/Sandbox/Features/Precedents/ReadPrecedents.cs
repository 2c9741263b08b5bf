using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Precedents;

/// <summary>Lists and returns precedents: the open record of questions and answers.</summary>
internal static class ReadPrecedents
{
    /// <summary>A precedent: the open layer and nothing else of the file.</summary>
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

    public static void Map(RouteGroupBuilder api)
    {
        var precedents = api.MapGroup("/precedents").ForAnyone().WithTags("Precedents");
        precedents.MapGet("", ListAsync).Refuses("sandbox.query-too-long").WithSummary("Search published decisions");
        precedents.MapGet("{caseNo}", GetAsync).WithSummary("One published decision");
    }

    private static async Task<Answer<Page<PrecedentView>>> ListAsync(
        [AsParameters] PageQuery page,
        [FromQuery] string? q,
        [FromQuery] string? law,
        [FromQuery] string? article,
        SandboxDbContext db,
        CancellationToken cancellationToken
    )
    {
        var found = db.Requests.Where(request => request.PublishedOn != null);
        if (!CaseSearch.By(q, inPrecedents: true, db).Succeeded(out var fetch, out var tooLong))
        {
            return tooLong;
        }

        if (law is { Length: > 0 } || article is { Length: > 0 })
        {
            // Both must match the same provision: the article belongs to the law.
            var (inLaw, inArticle) = (SearchText.Pattern(law ?? ""), SearchText.Pattern(article ?? ""));
            found = found.Where(request =>
                db.Provisions.Any(provision =>
                    provision.RequestId == request.Id
                    && EF.Functions.Like(provision.LawKey, inLaw, @"\")
                    && EF.Functions.Like(provision.ArticleKey, inArticle, @"\")
                )
            );
        }

        return await found.PageAsync(page, PrecedentView.Of, fetch, cancellationToken);
    }

    private static async Task<Answer<PrecedentView>> GetAsync(string caseNo, SandboxDbContext db, CancellationToken cancellationToken) =>
        await db
            .Requests.AsNoTracking()
            .SingleOrDefaultAsync(request => request.CaseNo == caseNo && request.PublishedOn != null, cancellationToken)
            is { } row
            ? PrecedentView.Of(row)
            : PlatformErrors.NotFound;
}
