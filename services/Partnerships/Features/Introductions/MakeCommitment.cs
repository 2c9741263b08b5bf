using FluentValidation;
using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Introductions;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Adds a commitment: a promise of one side with a due date. Both sides see whether it is fulfilled.</summary>
internal static class MakeCommitment
{
    internal sealed record CommitmentBody(Guid? By, string? Text, DateOnly? DueOn);

    internal sealed class Validator : AbstractValidator<CommitmentBody>
    {
        public Validator()
        {
            RuleFor(body => body.Text).Text(2_000);
            RuleFor(body => body.DueOn).NotNull();
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/introductions/{id:guid}/commitments", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Creates()
            .Refuses("partnerships.introduction-wrong-state", "partnerships.commitment-date")
            .WithTags("Introductions")
            .WithSummary("Promise something by a date; by is your profile, where both are yours");

    private static async Task<Answer<IntroductionView>> HandleAsync(
        Guid id,
        CommitmentBody body,
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

        var own = new[] { loaded.From, loaded.To }.Where(profile => caller.Owns(profile.Party)).Select(profile => profile.Id).ToList();
        if (body.By is { } named && !own.Contains(named))
        {
            return PlatformErrors.NotFound with { Path = "$.by" };
        }

        var (now, today) = (clock.GetUtcNow(), TaipeiTime.Today(clock));
        var commitment = new Commitment(Guid.CreateVersion7(), body.By ?? own[0], body.Text!.Trim(), body.DueOn!.Value, now);
        if (!loaded.Row.Current.Commit(commitment, today).Succeeded(out var introduction, out var refused))
        {
            return refused;
        }

        db.ApplyFollowUp(loaded, introduction, settings.Silence, now);
        await db.SaveChangesAsync(cancellationToken);
        return loaded.ViewFor(caller);
    }
}
