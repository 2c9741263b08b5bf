using Microsoft.EntityFrameworkCore;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Sandbox.Features;

/// <summary>Open figures. Confidential requests are left out altogether: a count of one would tell of them.</summary>
internal static class ReadStatistics
{
    internal sealed record Count<T>(T Key, int Requests);

    internal sealed record StatisticsView(
        int Received,
        int Open,
        int Decided,
        int AnsweredTooLate,
        int? MedianBusinessDays,
        int? P90BusinessDays,
        IReadOnlyList<Count<Outcome>> ByOutcome,
        IReadOnlyList<Count<string>> ByLaw,
        IReadOnlyList<Count<string>> ByAuthority,
        IReadOnlyList<Count<string>> ByMonth);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/statistics", HandleAsync).ForAnyone()
        .WithTags("Statistics").WithSummary("Requests by outcome, law, authority and month, and how long answers took");

    private static async Task<Answer<StatisticsView>> HandleAsync(SandboxDbContext db, CancellationToken cancellationToken)
    {
        var open = db.Requests.AsNoTracking().Where(request => !request.Confidential);
        var rows = await open
            .Select(request => new { request.Status, request.Outcome, request.ReceivedOn, request.BusinessDaysTaken, request.AnsweredTooLate })
            .ToListAsync(cancellationToken);
        var provisions = await db.Provisions.AsNoTracking()
            .Where(provision => open.Any(request => request.Id == provision.RequestId))
            .Select(provision => new { provision.RequestId, provision.Law, provision.Authority }).Distinct().ToListAsync(cancellationToken);
        var decided = rows.Where(row => row.Outcome is not null).ToArray();
        var days = decided.Select(row => row.BusinessDaysTaken!.Value).Order().ToArray();
        return new StatisticsView(
            rows.Count,
            rows.Count(row => CaseMachine.IsOpen(row.Status)),
            decided.Length,
            decided.Count(row => row.AnsweredTooLate),
            Percentile(days, 50),
            Percentile(days, 90),
            Counted(decided.Select(row => row.Outcome!.Value)),
            Counted(provisions.Select(provision => (provision.RequestId, provision.Law)).Distinct().Select(pair => pair.Law)),
            Counted(provisions.Select(provision => (provision.RequestId, provision.Authority)).Distinct().Select(pair => pair.Authority)),
            Counted(rows.Select(row => row.ReceivedOn.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture))));
    }

    // Nearest rank: the smallest value that at least this share of all does not exceed.
    private static int? Percentile(int[] sorted, int percent) =>
        sorted.Length == 0 ? null : sorted[(sorted.Length * percent + 99) / 100 - 1];

    private static IReadOnlyList<Count<T>> Counted<T>(IEnumerable<T> keys) =>
        [.. keys.GroupBy(key => key).Select(group => new Count<T>(group.Key, group.Count())).OrderByDescending(count => count.Requests).ThenBy(count => count.Key)];
}
