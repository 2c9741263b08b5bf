using FluentValidation;
using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Introductions;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Declines an introduction with a reason. The pair is not proposed again.</summary>
internal static class DeclineIntroduction
{
    internal sealed record DeclineBody(string? Reason);

    internal sealed class Validator : AbstractValidator<DeclineBody>
    {
        public Validator() => RuleFor(body => body.Reason).MaximumLength(2_000);
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/introductions/{id:guid}/decline", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Refuses(
                "partnerships.reason-required",
                "partnerships.introduction-expired",
                "partnerships.introduction-wrong-state",
                "partnerships.only-recipient-answers"
            )
            .WithTags("Introductions")
            .WithSummary("Decline with the reason; the pair is not proposed again");

    private static async Task<Answer<IntroductionView>> HandleAsync(
        Guid id,
        DeclineBody body,
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
        if (!loaded.Row.Current.Decline(side, body.Reason, TaipeiTime.Today(clock)).Succeeded(out var introduction, out var refused))
        {
            return refused;
        }

        loaded.Row.Apply(introduction, settings.Silence);
        db.PublishDeclined(loaded, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return loaded.ViewFor(caller);
    }
}
