using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>Asks for a schedule, which is then computed by <see cref="SchedulePlanning"/>, and shows it, or how far it is.</summary>
internal static class PlanSchedule
{
    public static void Map(RouteGroupBuilder api)
    {
        var schedule = api.MapGroup("/sessions/{id:guid}/schedule").For(Roles.PartnershipManager).WithTags("Sessions");
        schedule.MapPost("", StartAsync).Starts().Refuses("partnerships.session-needs-participants", "partnerships.schedule-running")
            .WithSummary("Plan the session, anew when it was planned before");
        schedule.MapGet("", GetAsync).Refuses("partnerships.schedule-not-found").WithSummary("The schedule, or how far it is");
    }

    private static async Task<Answer<ScheduleView>> StartAsync(
        Guid id, IfMatch ifMatch, PartnershipsDbContext db, ScheduleSignal signal, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } session)
            return PlatformErrors.NotFound;
        if (await db.Participants.CountAsync(known => known.SessionId == id, cancellationToken) < 2)
            return PartnershipsErrors.SessionNeedsParticipants;
        var schedule = await db.Schedules.SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (schedule is not null && ifMatch.Refuses(schedule.Version) is { } stale)
            return stale;
        if (schedule is { Status: ScheduleStatus.Queued or ScheduleStatus.Running })
            return PartnershipsErrors.ScheduleRunning;

        var now = clock.GetUtcNow();
        if (schedule is null)
            db.Add(schedule = new Schedule { Id = id, Status = ScheduleStatus.Queued, RequestedAt = now });
        (schedule.Status, schedule.Progress, schedule.RequestedAt) = (ScheduleStatus.Queued, 0, now);
        (schedule.Total, schedule.UpperBound, schedule.Meetings, schedule.Unplaced, schedule.UnplacedCount) = (0, 0, [], [], 0);
        db.WakeOnCommit(signal);
        return await db.SaveOrAsync(PartnershipsErrors.ScheduleRunning, cancellationToken) is { } duplicate
            ? duplicate
            : Answer.At($"/api/partnerships/v1/sessions/{id}/schedule", ScheduleView.Of(schedule, session));
    }

    private static async Task<Answer<ScheduleView>> GetAsync(Guid id, PartnershipsDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } session)
            return PlatformErrors.NotFound;
        return await db.Schedules.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is { } schedule
            ? ScheduleView.Of(schedule, session)
            : PartnershipsErrors.ScheduleNotFound;
    }
}

/// <summary>What the session's other use cases wait for.</summary>
internal static class Planning
{
    public static Task<bool> IsPlanningAsync(this PartnershipsDbContext db, Guid session, CancellationToken cancellationToken) => db.Schedules.AnyAsync(
        schedule => schedule.Id == session && (schedule.Status == ScheduleStatus.Queued || schedule.Status == ScheduleStatus.Running), cancellationToken);
}

/// <summary>A schedule, or how far it is. Scores are thousandths.</summary>
internal sealed record ScheduleView : IVersionedView
{
    public required Guid SessionId { get; init; }

    public required long Version { get; init; }

    /// <summary>queued, running, completed or failed.</summary>
    public required ScheduleStatus Status { get; init; }

    /// <summary>Thousandths.</summary>
    public required int Progress { get; init; }

    /// <summary>Sum of the mutual scores of the meetings.</summary>
    public required long TotalScore { get; init; }

    /// <summary>What no schedule of this session can exceed.</summary>
    public required long UpperBound { get; init; }

    public required IReadOnlyList<MeetingView> Meetings { get; init; }

    /// <summary>Pairs that would have been worth a meeting and found no place: the best of them, and how many there are.</summary>
    public required IReadOnlyList<PairView> Unplaced { get; init; }

    public required int UnplacedCount { get; init; }

    /// <param name="Slot">Counted from 0.</param>
    /// <param name="Table">Counted from 1.</param>
    /// <param name="Start">When it starts.</param>
    /// <param name="End">When it ends.</param>
    /// <param name="Profiles">The two who meet.</param>
    /// <param name="Score">Thousandths.</param>
    internal sealed record MeetingView(int Slot, int Table, DateTimeOffset Start, DateTimeOffset End, IReadOnlyList<Guid> Profiles, int Score);

    internal sealed record PairView(IReadOnlyList<Guid> Profiles, int Score);

    public static ScheduleView Of(Schedule schedule, Session session) => new()
    {
        SessionId = schedule.Id,
        Version = schedule.Version,
        Status = schedule.Status,
        Progress = schedule.Progress,
        TotalScore = schedule.Total,
        UpperBound = schedule.UpperBound,
        Meetings = [.. schedule.Meetings.Select(meeting => new MeetingView(
            meeting.Slot, meeting.Table, session.Frame.Slots[meeting.Slot].Start, session.Frame.Slots[meeting.Slot].End, [meeting.One, meeting.Other], meeting.Score))],
        Unplaced = [.. schedule.Unplaced.Select(pair => new PairView([pair.One, pair.Other], pair.Score))],
        UnplacedCount = schedule.UnplacedCount,
    };
}
