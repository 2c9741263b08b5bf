using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Partnerships.V1;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Profiles;
using Platform.Partnerships.ReferenceData;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Time;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>
/// Reminds owners before the vetting of their profile ends, once for each term, also after it was down over the day: the row keeps the term of which it has reminded,
/// and its version lets one of several replicas through.
/// </summary>
internal sealed class WatchRenewals(IServiceScopeFactory scopes, BusinessClock clock, PartnershipsSettings settings, ILogger<WatchRenewals> log) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

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
                while (await RemindAsync(stoppingToken) == Batch)
                {
                }

                await signal.WaitAsync(Pause, stoppingToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                log.LogInformation("A profile was changed at the moment at which its owner was reminded; looking again");
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(exception, "Owners could not be reminded; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> RemindAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipsDbContext>();
        var today = TaipeiTime.Today(clock);
        var horizon = today.AddDays(settings.RenewalDays);
        var due = db.Profiles.Where(profile => profile.VettingState == VettingState.Vetted && profile.VettedUntil >= today && profile.VettedUntil <= horizon
            && (profile.RemindedOf == null || profile.RemindedOf < profile.VettedUntil)).OrderBy(profile => profile.VettedUntil).ThenBy(profile => profile.Id);
        if (!await due.AnyAsync(cancellationToken))
            return 0;

        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var profiles = await due.Take(Batch).ToListAsync(cancellationToken);
        foreach (var profile in profiles)
        {
            profile.RemindedOf = profile.VettedUntil;
            var reminder = new ProfileRenewalDue { ProfileId = profile.Id, Party = profile.Party, Name = profile.Content.Name, VettedUntil = profile.VettedUntil!.Value };
            db.Stage(profile, reminder, Audience.Of(Audience.Party(profile.Party)).Telling(Audience.Party(profile.Party)), clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return profiles.Count;
    }
}
