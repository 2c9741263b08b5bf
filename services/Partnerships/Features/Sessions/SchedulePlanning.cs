using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Data;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Sessions;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>The signal that wakes the planner of this process.</summary>
internal sealed class ScheduleSignal : WakeSignal;

/// <summary>
/// Computes requested schedules one after the other and saves the progress. A run that a crash interrupted starts again. Only one replica
/// plans at a time.
/// </summary>
internal sealed class SchedulePlanning(
    IServiceScopeFactory scopes,
    ScheduleSignal signal,
    Matcher matcher,
    ISessionPlanner planner,
    BusinessClock clock,
    ILogger<SchedulePlanning> log
) : Watcher(clock, TimeSpan.FromSeconds(5), log, signal)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(500);

    public override async Task<bool> ProcessDueAsync(CancellationToken cancellationToken)
    {
        await using var leaseScope = scopes.CreateAsyncScope();
        await using var lease = await WorkLease.TryAcquireAsync(
            leaseScope.ServiceProvider.GetRequiredService<PartnershipsDbContext>(),
            "schedules",
            cancellationToken
        );
        if (lease is null || await NextAsync(cancellationToken) is not var (session, run))
        {
            return false;
        }

        await PlanAsync(session, run, cancellationToken);
        return true;
    }

    private async Task<(Guid Session, Guid Run)?> NextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipsDbContext>();
        var next = await db
            .Schedules.AsNoTracking()
            .Where(schedule => schedule.Status == ScheduleStatus.Queued || schedule.Status == ScheduleStatus.Running)
            .OrderBy(schedule => schedule.RequestedAt)
            .ThenBy(schedule => schedule.Id)
            .Select(schedule => new { schedule.Id, schedule.Run })
            .FirstOrDefaultAsync(cancellationToken);
        return next is null ? null : (next.Id, next.Run);
    }

    private async Task PlanAsync(Guid session, Guid run, CancellationToken stoppingToken)
    {
        if (!await ChangeAsync(session, run, schedule => schedule with { Status = ScheduleStatus.Running }, stoppingToken))
        {
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        try
        {
            var planned = await ReadAsync(session, stoppingToken);
            var progress = new LatestProgress();
            var planning = Task.Run(() => planner.Plan(planned.Problem, progress, ended.Token), CancellationToken.None);
            while (await Task.WhenAny(planning, Task.Delay(ProgressEvery, stoppingToken)) != planning)
            {
                if (!await ChangeAsync(session, run, schedule => schedule with { Progress = progress.Thousandths }, stoppingToken))
                {
                    await ended.CancelAsync();
                }
            }

            var plan = await planning;
            await ChangeAsync(session, run, schedule => planned.Complete(schedule, plan), stoppingToken);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            log.LogInformation("The planning of session {Session} was cancelled", session);
        }
        catch (Exception exception)
            when (exception is not (OperationCanceledException or System.Data.Common.DbException or DbUpdateException))
        {
            log.LogError(exception, "The schedule of session {Session} failed", session);
            await ChangeAsync(session, run, schedule => schedule with { Status = ScheduleStatus.Failed }, stoppingToken);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task<PlannedSession> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipsDbContext>();
        var today = TaipeiTime.Today(Clock);
        var session = await db.Sessions.AsNoTracking().SingleAsync(found => found.Id == id, cancellationToken);
        var participants = await db
            .Participants.AsNoTracking()
            .Where(seat => seat.SessionId == id)
            .OrderBy(seat => seat.ProfileId)
            .ToListAsync(cancellationToken);
        var profiles = await db
            .Profiles.AsNoTracking()
            .Where(profile => db.Participants.Any(seat => seat.SessionId == id && seat.ProfileId == profile.Id))
            .ToDictionaryAsync(profile => profile.Id, cancellationToken);
        var pairs = await db
            .Introductions.AsNoTracking()
            .Where(row =>
                row.State == IntroductionState.Declined
                && db.Participants.Any(seat => seat.SessionId == id && seat.ProfileId == row.FromProfileId)
            )
            .Select(row => new { row.FromProfileId, row.ToProfileId })
            .ToListAsync(cancellationToken);
        var declined = new DeclinedPairs(pairs.Select(pair => (pair.FromProfileId, pair.ToProfileId)));
        var confirmed = (await db.Schedules.AsNoTracking().SingleAsync(found => found.Id == id, cancellationToken)).Meetings.Where(
            meeting => meeting.Confirmed
        );
        return new PlannedSession(
            session.Frame,
            participants,
            [.. participants.Select(participant => profiles[participant.ProfileId].Subject(today))],
            [.. confirmed],
            declined,
            matcher
        );
    }

    /// <summary>Changes the schedule unless this planning run was replaced or cancelled. Returns whether it changed.</summary>
    private async Task<bool> ChangeAsync(Guid id, Guid run, Func<ScheduleState, ScheduleState> change, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipsDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var schedule = (await db.AcquireRowsAsync<Schedule>([id], cancellationToken)).Single();
        if (schedule.Run != run || !schedule.Current.IsPlanning)
        {
            return false;
        }

        schedule.Apply(change(schedule.Current));
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return true;
    }

    private sealed class LatestProgress : IProgress<int>
    {
        private volatile int thousandths;

        public int Thousandths => thousandths;

        public void Report(int value) => thousandths = value;
    }
}
