using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Introductions;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Accepts an introduction: the second of the two consents. From then on both sides see each other's contact details.</summary>
internal static class AcceptIntroduction
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/introductions/{id:guid}/accept", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Refuses("partnerships.introduction-expired", "partnerships.introduction-wrong-state", "partnerships.only-recipient-answers")
            .WithTags("Introductions")
            .WithSummary("Accept: both see each other's contact details");

    private static async Task<Answer<IntroductionView>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        PartnershipsSettings settings,
        Caller caller,
        PartnershipsDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.FindIntroductionAsync(id, caller, cancellationToken) is not { } loaded)
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(loaded.Row.Version) is { } stale)
        {
            return stale;
        }

        var side = loaded.SideOf(caller, IntroductionSide.To);
        if (!loaded.Row.Current.Accept(side, TaipeiTime.Today(clock)).Succeeded(out var introduction, out var refused))
        {
            return refused;
        }

        loaded.Row.Apply(introduction, settings.Silence);
        db.PublishAccepted(loaded, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return loaded.ViewFor(caller);
    }
}
