using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>
/// Removes a participant or changes its slots. Its meetings that can no longer take place leave the schedule at once, even confirmed
/// ones. The others stay, and the next planning fills the free places.
/// </summary>
internal static class ChangeParticipant
{
    internal sealed record SlotsBody(IReadOnlyList<int>? AvailableSlots);

    internal sealed class Validator : AbstractValidator<SlotsBody>
    {
        public Validator() => RuleFor(body => body.AvailableSlots).NotNull();
    }

    public static void Map(RouteGroupBuilder api)
    {
        var participant = api.MapGroup("/sessions/{id:guid}/participants/{profileId:guid}")
            .For(Roles.PartnershipManager)
            .WithTags("Sessions");
        participant
            .MapPut("", ReplaceAsync)
            .Refuses("partnerships.slot-unknown", "partnerships.schedule-running")
            .WithSummary("Change the slots of a participant; If-Match is the session's ETag");
        participant.MapDelete("", RemoveAsync).Refuses("partnerships.schedule-running").WithSummary("A participant cannot come");
    }

    private static Task<Answer<SessionView>> ReplaceAsync(
        Guid id,
        Guid profileId,
        SlotsBody body,
        IfMatch ifMatch,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            profileId,
            ifMatch,
            db,
            (session, participant) =>
            {
                if (!session.Frame.Admit(profileId, body.AvailableSlots).Succeeded(out var admitted, out var refused))
                {
                    return refused;
                }

                participant.AvailableSlots = admitted.AvailableSlots;
                return null;
            },
            cancellationToken
        );

    private static Task<Answer<SessionView>> RemoveAsync(
        Guid id,
        Guid profileId,
        IfMatch ifMatch,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            profileId,
            ifMatch,
            db,
            (_, participant) =>
            {
                participant.AvailableSlots = [];
                db.Remove(participant);
                return null;
            },
            cancellationToken
        );

    private static async Task<Answer<SessionView>> ChangeAsync(
        Guid id,
        Guid profileId,
        IfMatch ifMatch,
        PartnershipsDbContext db,
        Func<Session, Participant, DomainError?> change,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.AcquireSessionAsync(id, cancellationToken) is not { } session
            || await db.Participants.SingleOrDefaultAsync(
                candidate => candidate.SessionId == id && candidate.ProfileId == profileId,
                cancellationToken
            )
                is not { } participant
        )
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(session.Version) is { } stale)
        {
            return stale;
        }

        var schedule = await db.Schedules.SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (schedule is { IsPlanning: true })
        {
            return PartnershipsErrors.ScheduleRunning;
        }

        if (change(session, participant) is { } refused)
        {
            return refused;
        }

        schedule?.Drop(meeting => meeting.Has(profileId) && !participant.AvailableSlots.Contains(meeting.Slot));
        db.Entry(session).State = EntityState.Modified;
        await db.SaveChangesAsync(cancellationToken);
        return SessionView.Of(session, await db.ParticipantsOfAsync(id, cancellationToken));
    }
}
