using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Calendar;
using Platform.Data;
using Platform.Messaging;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.AuthorityRegister;
using Platform.Sandbox.Features.Requests;

namespace Platform.Sandbox.Features.Deadlines;

/// <summary>How often the watcher runs; configuration section <c>Sandbox:Watch</c>.</summary>
internal sealed record WatchSettings
{
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>Wakes the watcher of this process.</summary>
internal sealed class WatchSignal : WakeSignal;

/// <summary>
/// The watcher of deadlines: publishes a reminder before a due date, marks a deadline as missed after it, and hands over the work of an
/// authority that has ended. The database is the source of truth for when a case needs the watcher, and for what was reminded of or
/// missed, so nothing is lost while the service is down. The record and its event are one change of the case under its version: of several
/// replicas, or of a replica and an officer, exactly one publishes the event.
/// </summary>
internal sealed class WatchDeadlines(
    IServiceScopeFactory scopes,
    BusinessClock clock,
    WatchSignal signal,
    IOptions<WatchSettings> settings,
    ILogger<WatchDeadlines> log
) : Watcher(clock, settings.Value.Every, log, signal)
{
    private const int Batch = 100;

    /// <summary>Processes every case that needs the watcher, once.</summary>
    public override async Task<bool> ProcessDueAsync(CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        while (true)
        {
            var found = await FindAsync(after, cancellationToken);
            foreach (var id in found)
            {
                await WatchAsync(id, cancellationToken);
            }

            if (found.Count < Batch)
            {
                return false;
            }

            after = found[^1];
        }
    }

    private async Task<List<Guid>> FindAsync(Guid after, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SandboxDbContext>();
        var today = TaipeiTime.Today(Clock);
        var due = await db
            .Requests.Where(request => request.WatchOn <= today && request.Id > after)
            .OrderBy(request => request.Id)
            .Select(request => request.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        var authorities = scope.ServiceProvider.GetRequiredService<AuthorityList>();
        var succeeded = (await authorities.ReadAsync(cancellationToken)).Succeeded(today);
        var owed = await db
            .ConcernedAuthorities.Where(concerned =>
                succeeded.Contains(concerned.Authority) && concerned.HasOpenWork && concerned.RequestId > after
            )
            .Select(concerned => concerned.RequestId)
            .Distinct()
            .Order()
            .Take(Batch)
            .ToListAsync(cancellationToken);
        return [.. due.Union(owed).Order().Take(Batch)];
    }

    private async Task WatchAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SandboxDbContext>();
        var caseload = scope.ServiceProvider.GetRequiredService<Caseload>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var now = await caseload.SituationAsync(Actor.Clock, cancellationToken);
        await db.AcquireCaseAsync(id, cancellationToken);
        var row = await db.Requests.SingleAsync(request => request.Id == id, cancellationToken);
        var authorities = await scope.ServiceProvider.GetRequiredService<AuthorityList>().ReadAsync(cancellationToken);
        var change = row.Case.Watch(authorities, now);
        if (change.Events.Count == 0)
        {
            return;
        }

        try
        {
            await caseload.SaveAsync(row, change, now, cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another replica or an officer changed the case at the same moment, and marked what was overdue. The next run reads the new
            // state.
            log.LogDebug("Request {Id} was changed meanwhile", id);
        }
    }
}
