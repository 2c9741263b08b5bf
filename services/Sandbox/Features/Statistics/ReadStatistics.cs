using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Statistics;

/// <summary>
/// Returns the open statistics. Confidential requests are not counted, not even in the totals: the difference between a total and its
/// parts would reveal them.
/// </summary>
internal static class ReadStatistics
{
    private const int MaxItems = 100;

    internal sealed record Count<T>(T Key, int Requests);

    /// <summary>How long obligations of one kind take, in business days without those of pauses.</summary>
    /// <param name="Phase">The kind of deadline; an opinion counts once for each authority.</param>
    /// <param name="Done">How many were met.</param>
    /// <param name="TooLate">How many of these after their due date.</param>
    internal sealed record PhaseView(DeadlineKind Phase, int Done, int TooLate, int MedianBusinessDays, int P90BusinessDays);

    /// <param name="Overdue">Open requests with an obligation that is overdue.</param>
    /// <param name="Backlog">Open requests by status.</param>
    /// <param name="ByMonth">Requests received, by month in Taipei.</param>
    /// <param name="AsOf">When the statistics were computed; with many requests, they are cached for a while.</param>
    internal sealed record StatisticsView(
        int Received,
        int Open,
        int Overdue,
        int Decided,
        int AnsweredTooLate,
        int? MedianBusinessDays,
        int? P90BusinessDays,
        IReadOnlyList<PhaseView> Phases,
        IReadOnlyList<Count<CaseStatus>> Backlog,
        IReadOnlyList<Count<Outcome>> ByOutcome,
        IReadOnlyList<Count<string>> ByLaw,
        IReadOnlyList<Count<string>> ByAuthority,
        IReadOnlyList<Count<string>> ByMonth,
        DateTimeOffset AsOf
    );

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/statistics", HandleAsync)
            .ForAnyone()
            .WithTags("Statistics")
            .WithSummary("Requests by outcome, law, authority and month, the backlog, and how long each phase took");

    private static async Task<Answer<StatisticsView>> HandleAsync(
        SandboxDbContext db,
        CostlyAnswers<string, StatisticsView> answers,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        await answers.GetAsync(
            "all",
            await db.CaseCounters.SumAsync(year => year.Last, cancellationToken),
            () => ComputeAsync(db, clock),
            cancellationToken
        );

    private static async Task<StatisticsView> ComputeAsync(SandboxDbContext db, TimeProvider clock)
    {
        var (now, today) = (clock.GetUtcNow(), TaipeiTime.Today(clock));
        var open = db.Requests.Where(request => !request.Confidential);
        var states = await open.GroupBy(request => new
            {
                request.Status,
                request.Outcome,
                request.AnsweredTooLate,
            })
            .Select(group => new
            {
                group.Key.Status,
                group.Key.Outcome,
                group.Key.AnsweredTooLate,
                Requests = group.Count(),
            })
            .ToListAsync();
        var decided = states.Where(state => state.Outcome is not null).ToArray();
        var days = await open.Where(request => request.BusinessDaysUntilDecision != null)
            .GroupBy(request => request.BusinessDaysUntilDecision!.Value)
            .Select(group => new Count<int>(group.Key, group.Count()))
            .ToListAsync();
        var phases = await db
            .Phases.GroupBy(phase => new
            {
                phase.Kind,
                phase.BusinessDays,
                phase.Missed,
            })
            .Select(group => new
            {
                group.Key.Kind,
                group.Key.BusinessDays,
                group.Key.Missed,
                Done = group.Count(),
            })
            .ToListAsync();
        var received = await open.GroupBy(request => request.ReceivedOn)
            .Select(group => new Count<DateOnly>(group.Key, group.Count()))
            .ToListAsync();
        var provisions = db.Provisions.Join(open, provision => provision.RequestId, request => request.Id, (provision, _) => provision);
        return new StatisticsView(
            states.Sum(state => state.Requests),
            states.Where(state => CaseMachine.IsOpen(state.Status)).Sum(state => state.Requests),
            await open.CountAsync(request => request.OwedBy < today),
            decided.Sum(state => state.Requests),
            decided.Where(state => state.AnsweredTooLate).Sum(state => state.Requests),
            Percentile(days, 50),
            Percentile(days, 90),
            [
                .. phases
                    .GroupBy(phase => phase.Kind)
                    .OrderBy(kind => kind.Key)
                    .Select(kind =>
                    {
                        Count<int>[] durations = [.. kind.Select(phase => new Count<int>(phase.BusinessDays, phase.Done))];
                        return new PhaseView(
                            kind.Key,
                            durations.Sum(count => count.Requests),
                            kind.Where(phase => phase.Missed).Sum(phase => phase.Done),
                            Percentile(durations, 50)!.Value,
                            Percentile(durations, 90)!.Value
                        );
                    }),
            ],
            Counted(
                states
                    .Where(state => CaseMachine.IsOpen(state.Status))
                    .Select(state => new Count<CaseStatus>(state.Status, state.Requests))
            ),
            Counted(decided.Select(state => new Count<Outcome>(state.Outcome!.Value, state.Requests))),
            await TopAsync(provisions.GroupBy(provision => provision.Law)),
            await TopAsync(provisions.GroupBy(provision => provision.Authority)),
            Counted(
                received.Select(day => new Count<string>(
                    day.Key.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
                    day.Requests
                ))
            ),
            now
        );
    }

    /// <summary>Returns the keys with the most requests. A request that names one twice counts once.</summary>
    private static async Task<IReadOnlyList<Count<string>>> TopAsync(IQueryable<IGrouping<string, ProvisionRow>> groups) =>
        Counted(
            await groups
                .Select(group => new { group.Key, Requests = group.Select(provision => provision.RequestId).Distinct().Count() })
                .OrderByDescending(group => group.Requests)
                .ThenBy(group => group.Key)
                .Take(MaxItems)
                .Select(group => new Count<string>(group.Key, group.Requests))
                .ToListAsync()
        );

    // Nearest rank: the smallest value for which at least this percentage of all values are not greater.
    private static int? Percentile(IReadOnlyCollection<Count<int>> values, int percent)
    {
        var rank = (values.Sum(value => value.Requests) * (long)percent + 99) / 100;
        foreach (var (value, count) in values.OrderBy(value => value.Key))
        {
            rank -= count;
            if (rank <= 0)
            {
                return value;
            }
        }

        return null;
    }

    private static IReadOnlyList<Count<T>> Counted<T>(IEnumerable<Count<T>> counts) =>
        [
            .. counts
                .GroupBy(count => count.Key)
                .Select(group => new Count<T>(group.Key, group.Sum(count => count.Requests)))
                .OrderByDescending(count => count.Requests)
                .ThenBy(count => count.Key),
        ];
}
