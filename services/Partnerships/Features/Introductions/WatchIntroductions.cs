using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.ReferenceData;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Time;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>
/// What time alone does to an introduction: a reminder, the expiry, the light of its silence. What is due is asked of the database each time, so nothing is lost by a
/// restart; of two replicas, or of an answer at the same moment, the version of the row lets one through. Woken when the business clock is moved.
/// </summary>
internal sealed class WatchIntroductions(IServiceScopeFactory scopes, BusinessClock clock, PartnershipsSettings settings, ILogger<WatchIntroductions> log) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly WakeSignal signal = new();

    public override void Dispose()
    {
        base.Dispose();
        signal.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        clock.OnMoved(signal.Set);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await LookAsync(stoppingToken) == Batch)
                {
                }

                await signal.WaitAsync(Pause, stoppingToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                log.LogInformation("An introduction was changed at the moment at which it was due; looking again");
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(exception, "Introductions that are due could not be changed; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipsDbContext>();
        var (now, today) = (clock.GetUtcNow(), TaipeiTime.Today(clock));
        if (!await db.Introductions.AnyAsync(row => row.NextOn <= today, cancellationToken))
            return 0;

        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var due = await db.Introductions.Where(row => row.NextOn <= today).OrderBy(row => row.NextOn).ThenBy(row => row.Id).Take(Batch).ToListAsync(cancellationToken);
        var profiles = await db.ProfilesOfAsync(due, cancellationToken);
        foreach (var row in due)
        {
            var current = row.Current;
            var (expired, reminded, shown) = (current.Expire(today), current.Remind(today), current.Shine(settings.Silence, today));
            row.Become(expired ?? reminded ?? shown ?? current, settings.Silence);
            var loaded = new LoadedIntroduction(row, profiles[row.FromProfileId], profiles[row.ToProfileId]);
            if (expired is not null)
                db.StageExpired(loaded, now);
            else if (reminded is not null)
                db.StageReminded(loaded, now);
            else if (shown is not null)
                db.StageLight(loaded, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return due.Count;
    }
}
