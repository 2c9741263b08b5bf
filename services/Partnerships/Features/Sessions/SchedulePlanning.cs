using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Sessions;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>Wakes the planner of this process.</summary>
internal sealed class ScheduleSignal : WakeSignal;

/// <summary>
/// Computes the schedules that are asked for, one after the other, and keeps how far it is. A run that a crash interrupted starts again. One
/// replica plans at a time.
/// </summary>
internal sealed class SchedulePlanning(IServiceScopeFactory scopes, ScheduleSignal signal, Matcher matcher, TimeProvider clock, ILogger<SchedulePlanning> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PlanAllAsync(stoppingToken);
                await signal.WaitAsync(Pause, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(exception, "A schedule was interrupted; it starts again");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task PlanAllAsync(CancellationToken cancellationToken)
    {
        await using var holding = scopes.CreateAsyncScope();
        await using var turn = await Turn.TryTakeAsync(holding.ServiceProvider.GetRequiredService<PartnershipsDbContext>(), "schedules", cancellationToken);
        if (turn is null)
            return;
        while (await NextAsync(cancellationToken) is { } session)
            await PlanAsync(session, cancellationToken);
    }

    private async Task<Guid?> NextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipsDbContext>();
        return await db.Schedules.Where(schedule => schedule.Status == ScheduleStatus.Queued || schedule.Status == ScheduleStatus.Running)
            .OrderBy(schedule => schedule.Id).Select(schedule => (Guid?)schedule.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task PlanAsync(Guid session, CancellationToken cancellationToken)
    {
        await ChangeAsync(session, schedule => schedule.Status = ScheduleStatus.Running, cancellationToken);
        try
        {
            var (problem, profiles) = await ReadAsync(session, cancellationToken);
            var progress = new LatestProgress();
            var planning = Task.Run(() => SessionPlanner.Plan(problem, progress, cancellationToken), cancellationToken);
            while (await Task.WhenAny(planning, Task.Delay(ProgressEvery, cancellationToken)) != planning)
                await ChangeAsync(session, schedule => schedule.Progress = progress.Thousandths, cancellationToken);
            var plan = await planning;
            await ChangeAsync(session, schedule => Fill(schedule, plan, problem, profiles), cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DbUpdateException))
        {
            log.LogError(exception, "The schedule of session {Session} failed", session);
            await ChangeAsync(session, schedule => schedule.Status = ScheduleStatus.Failed, cancellationToken);
        }
    }

    private async Task<(SessionProblem Problem, IReadOnlyList<Guid> Profiles)> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipsDbContext>();
        var today = TaipeiTime.Today(clock);
        var session = await db.Sessions.AsNoTracking().SingleAsync(found => found.Id == id, cancellationToken);
        var participants = await db.Participants.AsNoTracking().Where(known => known.SessionId == id).OrderBy(known => known.ProfileId).ToListAsync(cancellationToken);
        var profiles = await db.Profiles.AsNoTracking()
            .Where(profile => db.Participants.Any(known => known.SessionId == id && known.ProfileId == profile.Id))
            .ToDictionaryAsync(profile => profile.Id, cancellationToken);
        var pairs = await db.Introductions.AsNoTracking()
            .Where(row => row.State == IntroductionState.Declined && db.Participants.Any(known => known.SessionId == id && known.ProfileId == row.FromProfileId))
            .Select(row => new { row.FromProfileId, row.ToProfileId }).ToListAsync(cancellationToken);
        var declined = new DeclinedPairs(pairs.Select(pair => (pair.FromProfileId, pair.ToProfileId)));
        var subjects = participants.Select(participant => profiles[participant.ProfileId].Subject(today)).ToList();
        var problem = new SessionProblem(
            session.Frame.Slots.Count,
            session.Frame.Tables,
            [.. participants.Select(participant => participant.AvailableSlots)],
            session.Frame.MeetingsPerParticipant,
            (one, other) => matcher.Score(subjects[one], subjects[other], declined).Total);
        return (problem, [.. participants.Select(participant => participant.ProfileId)]);
    }

    private static void Fill(Schedule schedule, SessionSchedule plan, SessionProblem problem, IReadOnlyList<Guid> profiles)
    {
        var placed = plan.Meetings.Select(meeting => (meeting.One, meeting.Other)).ToHashSet();
        var unplaced = problem.Edges.Where(edge => !placed.Contains((edge.One, edge.Other))).ToList();
        schedule.Status = ScheduleStatus.Completed;
        schedule.Progress = Thousandths.Whole;
        schedule.Total = plan.Total;
        schedule.UpperBound = plan.UpperBound;
        schedule.Meetings = [.. plan.Meetings.GroupBy(meeting => meeting.Slot).SelectMany(slot => slot.Select((meeting, table) =>
            new PlannedMeeting(meeting.Slot, table + 1, profiles[meeting.One], profiles[meeting.Other], meeting.Score)))];
        schedule.Unplaced = [.. unplaced.Take(Schedule.MostUnplaced).Select(edge => new UnplacedPair(profiles[edge.One], profiles[edge.Other], edge.Score))];
        schedule.UnplacedCount = unplaced.Count;
    }

    private async Task ChangeAsync(Guid id, Action<Schedule> change, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipsDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        change(await db.Schedules.SingleAsync(found => found.Id == id, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    private sealed class LatestProgress : IProgress<int>
    {
        private volatile int thousandths;

        public int Thousandths => thousandths;

        public void Report(int value) => thousandths = value;
    }
}
