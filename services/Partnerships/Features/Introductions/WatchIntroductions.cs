using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Data;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Applies the changes of introductions that time alone causes: the reminder, the expiry and the follow-up light.</summary>
internal sealed class WatchIntroductions(
    IServiceScopeFactory scopes,
    BusinessClock clock,
    PartnershipsSettings settings,
    ILogger<WatchIntroductions> log
) : Watcher(clock, TimeSpan.FromSeconds(30), log)
{
    private const int Batch = 100;

    public override async Task<bool> ProcessDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipsDbContext>();
        var (now, today) = (Clock.GetUtcNow(), TaipeiTime.Today(Clock));
        if (!await db.Introductions.AnyAsync(row => row.NextOn <= today, cancellationToken))
        {
            return false;
        }

        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var due = await db
            .Introductions.Where(row => row.NextOn <= today)
            .OrderBy(row => row.NextOn)
            .ThenBy(row => row.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        var introductions = scope.ServiceProvider.GetRequiredService<Introductions>();
        var profiles = await db.ProfilesOfAsync(due, cancellationToken);
        foreach (var row in due)
        {
            introductions.Apply(LoadedIntroduction.Of(row, profiles), row.Current.Advance(settings.Silence, today), now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return due.Count == Batch;
    }
}
