using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Statistics;

/// <summary>
/// Returns the outcomes of introductions in total and by programme, economy and Sustainable Development Goal, and the progress towards
/// the plan's target.
/// </summary>
internal static class ReadStatistics
{
    // A profile from any other economy is foreign.
    private const string Home = "TW";

    /// <param name="Key">A programme's code, an ISO 3166-1 code, or a goal's number.</param>
    /// <param name="Introductions">The accepted introductions. One between two profiles of the same economy counts once; for a goal, both
    /// must have it.</param>
    /// <param name="Met">The number of these that reached the stage "met".</param>
    /// <param name="Memorandum">The number that reached the stage "memorandum".</param>
    /// <param name="Pilot">The number that reached the stage "pilot".</param>
    /// <param name="Landed">The number that reached the stage "landed".</param>
    /// <param name="Ended">The number that reached the stage "ended".</param>
    internal sealed record LineView(string Key, int Introductions, int Met, int Memorandum, int Pilot, int Landed, int Ended);

    /// <param name="ForeignOrganisations">The foreign profiles that reached the stage, or a later one, in the period; each counts
    /// once.</param>
    /// <param name="Target">The number of foreign organisations in the plan.</param>
    /// <param name="Stage">The first stage that counts as reached.</param>
    /// <param name="From">The first Taipei day of the period.</param>
    /// <param name="Until">The last Taipei day of the period.</param>
    internal sealed record TargetView(int ForeignOrganisations, int Target, OutcomeStage Stage, DateOnly From, DateOnly Until);

    internal sealed record StatisticsView(
        LineView Total,
        IReadOnlyList<LineView> ByProgramme,
        IReadOnlyList<LineView> ByEconomy,
        IReadOnlyList<LineView> BySdg,
        IReadOnlyDictionary<FollowUpLight, int> ByLight,
        TargetView Target
    );

    private sealed record Side(Guid Id, string Economy, int SdgMask);

    private sealed record Followed(
        string? Programme,
        FollowUpLight? Light,
        Side From,
        Side To,
        IReadOnlyDictionary<OutcomeStage, DateOnly> Reached
    );

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/statistics", HandleAsync)
            .ForAnyone()
            .WithTags("Statistics")
            .WithSummary("Outcomes of introductions by programme, economy and goal, beside the plan's target");

    private static async Task<Answer<StatisticsView>> HandleAsync(
        PartnershipsDbContext db,
        PartnershipsSettings settings,
        CancellationToken cancellationToken
    )
    {
        var milestones = (await db.Milestones.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(milestone =>
            milestone.IntroductionId
        );
        var rows = await db
            .Introductions.AsNoTracking()
            .Where(row => row.State == IntroductionState.Accepted)
            .Join(db.Profiles, row => row.FromProfileId, profile => profile.Id, (row, from) => new { row, from })
            .Join(
                db.Profiles,
                pair => pair.row.ToProfileId,
                profile => profile.Id,
                (pair, to) =>
                    new
                    {
                        pair.row.Id,
                        pair.row.Programme,
                        pair.row.Light,
                        From = new Side(pair.from.Id, pair.from.Economy, pair.from.SdgMask),
                        To = new Side(to.Id, to.Economy, to.SdgMask),
                    }
            )
            .ToListAsync(cancellationToken);
        var followed = rows.Select(row => new Followed(
                row.Programme,
                row.Light,
                row.From,
                row.To,
                milestones[row.Id].ToDictionary(reached => reached.Stage, reached => reached.On)
            ))
            .ToList();
        return new StatisticsView(
            Line("total", followed),
            Lines(followed, one => one.Programme is { } programme ? [programme] : []),
            Lines(followed, one => [one.From.Economy, one.To.Economy]),
            Lines(followed, one => ProfileContent.SdgsOf(one.From.SdgMask & one.To.SdgMask).Select(sdg => sdg.ToString("D2", null))),
            Enum.GetValues<FollowUpLight>().ToDictionary(light => light, light => followed.Count(one => one.Light == light)),
            Target(followed, settings.Target)
        );
    }

    private static LineView[] Lines(IEnumerable<Followed> followed, Func<Followed, IEnumerable<string>> keys) =>
        [
            .. followed
                .SelectMany(one => keys(one).Distinct().Select(key => (Key: key, One: one)))
                .GroupBy(entry => entry.Key, entry => entry.One)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Line(group.Key.TrimStart('0'), [.. group])),
        ];

    private static LineView Line(string key, IReadOnlyCollection<Followed> followed)
    {
        return new LineView(
            key,
            followed.Count,
            That(OutcomeStage.Met),
            That(OutcomeStage.Memorandum),
            That(OutcomeStage.Pilot),
            That(OutcomeStage.Landed),
            That(OutcomeStage.Ended)
        );

        int That(OutcomeStage stage) => followed.Count(one => one.Reached.ContainsKey(stage));
    }

    private static TargetView Target(IEnumerable<Followed> followed, OutcomeTarget target)
    {
        var reached = followed
            .Where(one =>
                one.Reached.Any(entry =>
                    entry.Key >= target.Stage
                    && entry.Key != OutcomeStage.Ended
                    && entry.Value >= target.From
                    && entry.Value <= target.Until
                )
            )
            .SelectMany(one => new[] { one.From, one.To })
            .Where(side => side.Economy != Home)
            .Select(side => side.Id)
            .Distinct()
            .Count();
        return new TargetView(reached, target.ForeignOrganisations, target.Stage, target.From, target.Until);
    }
}
