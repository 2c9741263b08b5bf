using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>Adds a vetted profile to a session, in the named slots or in all.</summary>
internal static class AddParticipant
{
    internal sealed record ParticipantBody(Guid? ProfileId, IReadOnlyList<int>? AvailableSlots);

    internal sealed class Validator : AbstractValidator<ParticipantBody>
    {
        public Validator() => RuleFor(body => body.ProfileId).NotNull();
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/sessions/{id:guid}/participants", HandleAsync)
            .For(Roles.PartnershipManager)
            .Creates()
            .Refuses(
                "partnerships.profile-not-vetted",
                "partnerships.slot-unknown",
                "partnerships.participant-exists",
                "partnerships.schedule-running"
            )
            .WithTags("Sessions")
            .WithSummary("Add a participant");

    private static async Task<Answer<SessionView>> HandleAsync(
        Guid id,
        ParticipantBody body,
        IfMatch ifMatch,
        PartnershipsDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.AcquireSessionAsync(id, cancellationToken) is not { } session)
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(session.Version) is { } stale)
        {
            return stale;
        }

        if (await db.Schedules.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is { IsPlanning: true })
        {
            return PartnershipsErrors.ScheduleRunning;
        }

        if (
            await db.Profiles.AsNoTracking().SingleOrDefaultAsync(found => found.Id == body.ProfileId, cancellationToken)
            is not { } profile
        )
        {
            return PlatformErrors.NotFound with { Path = "$.profileId" };
        }

        if (!profile.IsActive(TaipeiTime.Today(clock)))
        {
            return PartnershipsErrors.NotVetted("$.profileId");
        }

        if (!session.Frame.Admit(profile.Id, body.AvailableSlots).Succeeded(out var admitted, out var refused))
        {
            return refused;
        }

        if (
            await db.Participants.AnyAsync(
                participant => participant.SessionId == id && participant.ProfileId == profile.Id,
                cancellationToken
            )
        )
        {
            return PartnershipsErrors.ParticipantExists;
        }

        db.Add(
            new Participant
            {
                SessionId = id,
                ProfileId = profile.Id,
                AvailableSlots = admitted.AvailableSlots,
            }
        );
        // The view of a session includes its participants, so its version changes with them.
        db.Entry(session).State = EntityState.Modified;
        if (await db.SaveUniqueAsync(PartnershipsErrors.ParticipantExists, cancellationToken) is { } duplicate)
        {
            return duplicate;
        }

        return SessionView.Of(session, await db.ParticipantsOfAsync(id, cancellationToken));
    }
}
