using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Time;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>
/// Lets unanswered introductions expire. What is due is asked of the database each time, so nothing is lost by a restart; of two replicas, or of
/// an answer at the same moment, the version of the row lets one through. Woken when the business clock is moved.
/// </summary>
internal sealed class IntroductionExpiry(IServiceScopeFactory scopes, BusinessClock clock, ILogger<IntroductionExpiry> log) : BackgroundService
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
                while (await ExpireAsync(stoppingToken) == Batch)
                {
                }

                await signal.WaitAsync(Pause, stoppingToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                log.LogInformation("An introduction was answered while it was about to expire; looking again");
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(exception, "Introductions could not expire; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipsDbContext>();
        var today = TaipeiTime.Today(clock);
        if (!await db.Introductions.AnyAsync(row => row.State == IntroductionState.Requested && row.ExpiresOn < today, cancellationToken))
            return 0;

        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var due = await db.Introductions.Where(row => row.State == IntroductionState.Requested && row.ExpiresOn < today)
            .OrderBy(row => row.Id).Take(Batch).ToListAsync(cancellationToken);
        var profiles = await db.ProfilesOfAsync(due, cancellationToken);
        foreach (var row in due)
        {
            if (row.Current.Expire(today) is not { } expired)
                continue;
            row.Become(expired);
            db.StageExpired(new LoadedIntroduction(row, profiles[row.FromProfileId], profiles[row.ToProfileId]), clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return due.Count;
    }
}
