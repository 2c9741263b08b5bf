using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;
using Platform.Partnerships.Domain.Sessions;
using Platform.Partnerships.Features.Sessions.CpSat;

namespace Platform.Benchmarks;

/// <summary>
/// Sessions of 12 to 40 participants planned by both planners in this process: with the matcher's scores of profiles and with random ones
/// of which a fifth are vetoes, everybody free or away at times, with limits per participant and with confirmed meetings.
/// </summary>
internal static class PartnershipsBenchmarkSessions
{
    private static readonly (int Participants, int Slots, int Tables)[] Sizes =
    [
        (12, 6, 4),
        (12, 8, 6),
        (16, 8, 5),
        (16, 8, 8),
        (20, 8, 6),
        (20, 12, 10),
        (30, 10, 9),
        (30, 12, 15),
        (40, 12, 12),
        (40, 16, 20),
    ];

    private static readonly Kind[] Kinds =
    [
        new("all free"),
        new("free in 3 slots of 4", PercentFree: 75),
        new("free in half of the slots", PercentFree: 50),
        new("half of the slots allowed", ShareAllowed: 0.5),
        new("a fifth confirmed", PercentConfirmed: 20),
        new("free in 4 of 5, 3 of 4 allowed, a fifth confirmed", PercentFree: 80, ShareAllowed: 0.75, PercentConfirmed: 20),
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Run(BenchmarkReport findings)
    {
        var localSearch = new LocalSearchPlanner();
        var planner = new CpSatPlanner(localSearch, new CpSatLimits());
        foreach (var size in Sizes)
        {
            var (proven, sessions) = (0, 0);
            (string, Func<int, int, int>)[] scored =
            [
                ("profiles", ScoreOfProfiles(size.Participants)),
                ("random", RandomScore(size.Participants)),
            ];
            foreach (var kind in Kinds)
            {
                foreach (var (scores, score) in scored)
                {
                    var problem = kind.Problem(size, score, localSearch);
                    var ours = localSearch.Plan(problem, null, CancellationToken.None);
                    var clock = Stopwatch.StartNew();
                    var schedule = planner.Plan(problem, null, CancellationToken.None);
                    var seconds = clock.Elapsed.TotalSeconds;
                    var what = $"{size.Participants} × {size.Slots} × {size.Tables}, {scores}, {kind.Name}";
                    var totals = string.Create(
                        CultureInfo.InvariantCulture,
                        $"ours {ours.Total:N0}, CP-SAT {schedule.Total:N0} of {schedule.UpperBound:N0}"
                    );
                    findings.AddAtMost($"{what}: {totals}, {(schedule.Optimal ? "proven" : "NOT PROVEN")}", seconds, "s", 15);
                    (proven, sessions) = (proven + (schedule.Optimal ? 1 : 0), sessions + 1);
                }
            }

            findings.AddAtLeast(
                $"{size.Participants} participants × {size.Slots} slots × {size.Tables} tables, proven of {sessions}",
                proven,
                "",
                sessions
            );
        }
    }

    private static Func<int, int, int> ScoreOfProfiles(int participants)
    {
        var vocabulary = ReferenceFiles.ReadVocabulary();
        string[] tags = [.. vocabulary.Tags.Terms.Select(term => term.Code)];
        string[] sectors = [.. vocabulary.Sectors.Terms.Select(term => term.Code)];
        var subjects = Enumerable
            .Range(0, participants)
            .Select(i =>
            {
                // A step that is no multiple of three: every third profile is of the same economy.
                var n = 7 + ((200 + i) * 151);
                var content = PartnershipsBenchmarkState.Body(n, tags, sectors).Deserialize<ProfileContent>(Json)!;
                return MatchSubject.Of(PartnershipsBenchmarkState.IdOf(n), content, active: true, new DateOnly(2026, 11, 5));
            })
            .ToArray();
        var matcher = new Matcher(PartnershipsSettings.From(new ConfigurationBuilder().Build()).Matching);
        var declined = new DeclinedPairs([]);
        return (one, other) => matcher.Score(subjects[one], subjects[other], declined).Total;
    }

    private static Func<int, int, int> RandomScore(int participants)
    {
        var random = new Random(participants);
        var scores = new int[participants, participants];
        for (var one = 0; one < participants; one++)
        {
            for (var other = one + 1; other < participants; other++)
            {
                scores[one, other] = random.Next(5) == 0 ? 0 : random.Next(1, 1001);
            }
        }

        return (one, other) => scores[one, other];
    }

    private sealed record Kind(string Name, int PercentFree = 100, double ShareAllowed = 1, int PercentConfirmed = 0)
    {
        public SessionProblem Problem(
            (int Participants, int Slots, int Tables) size,
            Func<int, int, int> score,
            LocalSearchPlanner localSearch
        )
        {
            var random = new Random(size.Participants);
            var free = Enumerable
                .Range(0, size.Participants)
                .Select(_ => (IReadOnlyList<int>)[.. Enumerable.Range(0, size.Slots).Where(_ => random.Next(100) < PercentFree)])
                .ToList();
            int? allowed = ShareAllowed < 1 ? (int)(size.Slots * ShareAllowed) : null;
            var problem = new SessionProblem(size.Slots, size.Tables, free, allowed, score);
            if (PercentConfirmed == 0)
            {
                return problem;
            }

            var meetings = localSearch.Plan(problem, null, CancellationToken.None).Meetings;
            return new SessionProblem(
                size.Slots,
                size.Tables,
                free,
                allowed,
                score,
                [.. meetings.Where(_ => random.Next(100) < PercentConfirmed)]
            );
        }
    }
}
