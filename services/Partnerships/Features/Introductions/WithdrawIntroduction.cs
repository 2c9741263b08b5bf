using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Introductions;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Withdraws an open request. Only the side that sent it may do so.</summary>
internal static class WithdrawIntroduction
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/introductions/{id:guid}/withdraw", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Refuses("partnerships.introduction-expired", "partnerships.introduction-wrong-state", "partnerships.only-sender-withdraws")
            .WithTags("Introductions")
            .WithSummary("Withdraw a request that is not answered");

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

        var side = loaded.SideOf(caller, IntroductionSide.From);
        if (!loaded.Row.Current.Withdraw(side, TaipeiTime.Today(clock)).Succeeded(out var introduction, out var refused))
        {
            return refused;
        }

        loaded.Row.Apply(introduction, settings.Silence);
        db.PublishWithdrawn(loaded, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return loaded.ViewFor(caller);
    }
}
