using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Programmes;

/// <summary>Lists all programmes. There are few, so the list has no pages.</summary>
internal static class ReadProgrammes
{
    internal sealed record ProgrammesView(IReadOnlyList<ProgrammeView> Items);

    public static void Map(RouteGroupBuilder api)
    {
        var programmes = api.MapGroup("/programmes").ForAnyone().WithTags("Programmes");
        programmes.MapGet("", ListAsync).WithSummary("Programmes with their calendars");
        programmes.MapGet("{code}", GetAsync).WithSummary("One programme");
    }

    private static async Task<Answer<ProgrammesView>> ListAsync(
        EditedLists lists,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    )
    {
        var versions = await db.Programmes.ToDictionaryAsync(edited => edited.Code, edited => edited.Version, cancellationToken);
        return new ProgrammesView([
            .. (await lists.ProgrammesAsync(db, cancellationToken)).All.Select(programme =>
                ProgrammeView.Of(programme, versions.GetValueOrDefault(programme.Code))
            ),
        ]);
    }

    private static async Task<Answer<ProgrammeView>> GetAsync(
        string code,
        EditedLists lists,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    )
    {
        if ((await lists.ProgrammesAsync(db, cancellationToken))[code] is not { } programme)
        {
            return PlatformErrors.NotFound;
        }

        return ProgrammeView.Of(
            programme,
            await db
                .Programmes.Where(edited => edited.Code == code)
                .Select(edited => edited.Version)
                .SingleOrDefaultAsync(cancellationToken)
        );
    }
}
