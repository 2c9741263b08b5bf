using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Features.Matching;

/// <summary>
/// The index of all listed profiles in this process. Before each use it reads the changes since the last one. Every change has a number
/// in the order of commits (<see cref="PartnershipsDbContext.SaveChangesAsync"/>), so a request sees every earlier change, on every
/// replica.
/// </summary>
internal sealed class ListedProfiles(Matcher matcher) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly SharedMatchIndex index = new(matcher);
    private readonly Dictionary<Guid, Calendar> calendars = [];
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string TimeZone, string Availability), WorkingWeek> weeks = [];
    private State state = new(0, default);

    /// <summary>The facts of a profile that depend on the day.</summary>
    private readonly record struct Calendar(DateOnly From, DateOnly Until, string TimeZone, IReadOnlyList<AvailabilityWindow> Availability)
    {
        public bool Includes(DateOnly day) => From <= day && day <= Until;
    }

    private sealed record State(long Version, DateOnly Day);

    private sealed record Change(Guid Id, long Version, ProfileContent Content, DateOnly? From, DateOnly? Until);

    public void Dispose()
    {
        gate.Dispose();
        index.Dispose();
    }

    public async Task<SharedMatchIndex> ReadAsync(PartnershipsDbContext db, DateOnly today, CancellationToken cancellationToken)
    {
        var newest = await db.NewestListingAsync(cancellationToken);
        if (IsCurrent())
        {
            return index;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!IsCurrent())
            {
                await CatchUpAsync(db, today, cancellationToken);
            }

            return index;
        }
        finally
        {
            gate.Release();
        }

        bool IsCurrent() => Volatile.Read(ref state) is var current && current.Version >= newest && current.Day == today;
    }

    private async Task CatchUpAsync(PartnershipsDbContext db, DateOnly today, CancellationToken cancellationToken)
    {
        var (version, day) = state;
        if (day != today)
        {
            weeks.Clear();
            index.Change(profiles => profiles.Alter(subject => OnDay(subject, calendars[subject.Id], today)));
        }

        var (changed, removed) = (new List<MatchSubject>(), new List<Guid>());
        var changes = db
            .Profiles.AsNoTracking()
            .Where(profile => profile.ListingVersion > version)
            .OrderBy(profile => profile.Id)
            .Select(profile => new Change(profile.Id, profile.ListingVersion, profile.Content, profile.ActiveFrom, profile.ActiveUntil));
        await foreach (var change in changes.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            version = Math.Max(version, change.Version);
            if (change is not { From: { } from, Until: { } until })
            {
                removed.Add(change.Id);
                calendars.Remove(change.Id);
                continue;
            }

            var calendar = new Calendar(from, until, Intern(change.Content.TimeZone), change.Content.Availability);
            calendars[change.Id] = calendar;
            changed.Add(
                MatchSubject.Of(
                    change.Id,
                    change.Content,
                    calendar.Includes(today),
                    WeekOf(calendar.TimeZone, calendar.Availability, today),
                    Intern
                )
            );
        }

        index.Change(profiles => profiles.Change(changed, removed));
        Volatile.Write(ref state, new State(version, today));
    }

    private MatchSubject OnDay(MatchSubject subject, Calendar calendar, DateOnly today) =>
        subject with
        {
            Active = calendar.Includes(today),
            Week = WeekOf(calendar.TimeZone, calendar.Availability, today),
        };

    private WorkingWeek WeekOf(string timeZone, IReadOnlyList<AvailabilityWindow> availability, DateOnly today)
    {
        var key = (timeZone, string.Join(',', availability));
        return weeks.TryGetValue(key, out var cached) ? cached : weeks[key] = new WorkingWeek(timeZone, availability, today);
    }

    private string Intern(string text) => texts.TryGetValue(text, out var interned) ? interned : texts[text] = text;
}
