using System.Net;
using System.Text.Json.Nodes;
using Platform.Harness;
using static Platform.Partnerships.Tests.Features.Steps;

namespace Platform.Partnerships.Tests.Features;

public sealed class SessionTests(PartnershipsService service) : IClassFixture<PartnershipsService>
{
    private HttpClient Manager => service.As(Accounts.Matchmaker);

    [Fact]
    public async Task A_session_is_planned_without_conflicts_and_beside_its_upper_bound()
    {
        var session = (await Manager.Post(Sessions, Session(slots: 2, tables: 2))).Expect(HttpStatusCode.Created).Id;
        var farms = new List<Guid>();
        var importers = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            farms.Add(await service.VettedAsync(Accounts.Org1, Farm()));
            importers.Add(await service.VettedAsync(Accounts.Partner1, Importer().With("marketsSought", new JsonArray("TW"))));
        }

        var vetoing = await service.VettedAsync(Accounts.Partner2, Importer().With("vetoes", JsonNode.Parse("""{ "economies": ["TW"] }""")));
        var declined = await service.RequestedAsync(farms[0], importers[0]);
        (await service.As(Accounts.Partner1).Post($"{Introductions}/{declined}/decline", new { reason = "No" })).Expect(HttpStatusCode.OK);
        foreach (var profile in farms.Concat(importers).Append(vetoing))
            (await AddAsync(session, profile, profile == importers[1] ? [1] : null)).Expect(HttpStatusCode.Created);

        var started = (await Manager.Post($"{Sessions}/{session}/schedule")).Expect(HttpStatusCode.Accepted);
        Assert.Equal($"{Sessions}/{session}/schedule", started.Message.Headers.Location!.ToString());
        var schedule = await CompletedAsync(session);

        // The first farm may only meet the second importer, who has one slot; the second farm meets the first importer.
        var meetings = schedule["meetings"]!.AsArray().Select(meeting => (
            Slot: meeting!["slot"]!.GetValue<int>(), Table: meeting["table"]!.GetValue<int>(),
            Who: meeting["profiles"]!.AsArray().Select(who => who!.GetValue<Guid>()).ToHashSet(), Score: meeting["score"]!.GetValue<int>())).ToList();
        Assert.Equal(2, meetings.Count);
        Assert.All(meetings, meeting => Assert.DoesNotContain(vetoing, meeting.Who));
        Assert.DoesNotContain(meetings, meeting => meeting.Who.SetEquals([farms[0], importers[0]]));
        Assert.All(meetings.Where(meeting => meeting.Who.Contains(importers[1])), meeting => Assert.Equal(1, meeting.Slot));
        Assert.Equal(meetings.Sum(meeting => meeting.Score), schedule["totalScore"]!.GetValue<int>());
        Assert.Equal(schedule["totalScore"]!.GetValue<long>(), schedule["upperBound"]!.GetValue<long>());
        Assert.Equal(1000, schedule["progress"]!.GetValue<int>());
        Assert.Equal(1, schedule["unplacedCount"]!.GetValue<int>());

        (await Manager.Post($"{Sessions}/{session}/schedule")).Expect(HttpStatusCode.Accepted);
        Assert.Equal(meetings.Count, (await CompletedAsync(session))["meetings"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_schedule_that_was_asked_for_is_planned_after_a_restart()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var session = (await own.As(Accounts.Matchmaker).Post(Sessions, Session(1, 1))).Expect(HttpStatusCode.Created).Id;
        var (farm, importer) = await own.PairAsync();
        foreach (var profile in new[] { farm, importer })
            (await own.As(Accounts.Matchmaker).Post($"{Sessions}/{session}/participants", new { profileId = profile, availableSlots = new[] { 0 } })).Expect(HttpStatusCode.Created);
        (await own.As(Accounts.Matchmaker).Post($"{Sessions}/{session}/schedule")).Expect(HttpStatusCode.Accepted);
        await own.RestartAsync();
        await Eventually.TrueAsync(
            async () => (await own.As(Accounts.Matchmaker).Get($"{Sessions}/{session}/schedule"))["status"].Text() == "completed", "the schedule is planned");
        Assert.Equal(766, (await own.As(Accounts.Matchmaker).Get($"{Sessions}/{session}/schedule"))["totalScore"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/participants")]
    [InlineData("POST", "/schedule")]
    [InlineData("GET", "/schedule")]
    public async Task Sessions_are_the_managers_alone(string method, string path)
    {
        var session = (await Manager.Post(Sessions, Session(1, 1))).Expect(HttpStatusCode.Created).Id;
        object? body = path == "/participants" ? new { profileId = Guid.NewGuid() } : null;
        foreach (var other in new[] { Accounts.Org1, Accounts.Partner1, Accounts.Registrar })
            (await service.As(other).Call(new(method), $"{Sessions}/{session}{path}", body)).Expect(403, "auth.forbidden");
        (await Manager.Call(new(method), $"{Sessions}/{Guid.NewGuid()}{path}", body)).Expect(404, "request.not-found");
    }

    [Fact]
    public async Task Bad_sessions_and_participants_are_refused_with_their_codes()
    {
        (await Manager.Post(Sessions, Session(2, 0))).Expect(422, "partnerships.session-size");
        var overlapping = Session(2, 1);
        overlapping["slots"]![1]!["start"] = overlapping["slots"]![0]!["start"]!.DeepClone();
        Assert.Equal("$.slots[1]", (await Manager.Post(Sessions, overlapping)).Expect(422, "partnerships.slots-overlap")["errors"]!.AsObject().Single().Key);
        (await Manager.Post(Sessions, Session(1, 1).With("slots", new JsonArray((JsonNode?)null)))).Expect(400, "request.invalid");
        (await Manager.Post(Sessions, Session(1, 1).With("slots", null))).Expect(400, "request.invalid");

        var session = (await Manager.Post(Sessions, Session(2, 1))).Expect(HttpStatusCode.Created).Id;
        (await Manager.Get($"{Sessions}/{session}/schedule")).Expect(404, "partnerships.schedule-not-found");
        (await Manager.Post($"{Sessions}/{session}/schedule")).Expect(422, "partnerships.session-needs-participants");
        var farm = await service.VettedAsync(Accounts.Org1, Farm());
        (await AddAsync(session, farm, [2])).Expect(422, "partnerships.slot-unknown");
        (await AddAsync(session, farm, [0])).Expect(HttpStatusCode.Created);
        (await AddAsync(session, farm, [1])).Expect(409, "partnerships.participant-exists");
        (await AddAsync(session, await service.ProfileAsync(Accounts.Org1, Farm()), null)).Expect(422, "partnerships.profile-not-vetted");
        Assert.Single((await Manager.Get($"{Sessions}/{session}"))["participants"]!.AsArray());
    }

    private static JsonObject Session(int slots, int tables)
    {
        var nine = new DateTimeOffset(2026, 11, 5, 1, 0, 0, TimeSpan.Zero);
        return new JsonObject
        {
            ["name"] = new JsonObject { ["zh"] = "亞太社會創新高峰會媒合場" },
            ["programme"] = "summit",
            ["tables"] = tables,
            ["slots"] = new JsonArray([.. Enumerable.Range(0, slots).Select(slot => new JsonObject
            {
                ["start"] = nine.AddMinutes(20 * slot), ["end"] = nine.AddMinutes(20 * (slot + 1)),
            })]),
        };
    }

    private Task<Reply> AddAsync(Guid session, Guid profileId, int[]? availableSlots) =>
        Manager.Post($"{Sessions}/{session}/participants", new { profileId, availableSlots });

    private Task<Reply> CompletedAsync(Guid session) => Eventually.ValueAsync(
        async () => await Manager.Get($"{Sessions}/{session}/schedule") is var reply && reply["status"].Text() == "completed" ? reply : null, "the schedule is complete");
}
