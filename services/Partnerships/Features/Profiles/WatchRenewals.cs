using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Data;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>
/// Reminds owners once per term before the vetting of their profile ends, also when the service was down on the day. The row stores the
/// term of the last reminder, and its version lets only one replica send it.
/// </summary>
internal sealed class WatchRenewals(
    IServiceScopeFactory scopes,
    BusinessClock clock,
    PartnershipsSettings settings,
    ILogger<WatchRenewals> log
) : Watcher(clock, TimeSpan.FromMinutes(1), log)
{
    private const int Batch = 100;

    public override async Task<bool> ProcessDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipsDbContext>();
        var profiles = scope.ServiceProvider.GetRequiredService<Profiles>();
        var (now, today) = (Clock.GetUtcNow(), TaipeiTime.Today(Clock));
        var horizon = today.AddDays(settings.RenewalDays);
        var ending = db
            .Profiles.Where(profile =>
                profile.VettingState == VettingState.Vetted
                && profile.VettedUntil >= today
                && profile.VettedUntil <= horizon
                && (profile.RemindedOf == null || profile.RemindedOf < profile.VettedUntil)
            )
            .OrderBy(profile => profile.VettedUntil)
            .ThenBy(profile => profile.Id);
        if (!await ending.AnyAsync(cancellationToken))
        {
            return false;
        }

        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var due = await ending.Take(Batch).ToListAsync(cancellationToken);
        foreach (var profile in due)
        {
            profiles.Apply(profile, profile.Current.Remind(profile.VettedUntil!.Value), now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return due.Count == Batch;
    }
}
