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

        var vetoing = await service.VettedAsync(
            Accounts.Partner2,
            Importer().With("vetoes", JsonNode.Parse("""{ "economies": ["TW"] }"""))
        );
        var declined = await service.RequestedAsync(farms[0], importers[0]);
        (await service.As(Accounts.Partner1).Post($"{Introductions}/{declined}/decline", new { reason = "No" })).Expect(HttpStatusCode.OK);
        foreach (var profile in farms.Concat(importers).Append(vetoing))
        {
            (await AddAsync(session, profile, profile == importers[1] ? [1] : null)).Expect(HttpStatusCode.Created);
        }

        var started = (await Manager.Post($"{Sessions}/{session}/schedule")).Expect(HttpStatusCode.Accepted);
        Assert.Equal($"{Sessions}/{session}/schedule", started.Message.Headers.Location!.ToString());
        var schedule = await CompletedAsync(session);

        // The first farm may only meet the second importer, who has one slot; the second farm meets the first importer.
        var meetings = schedule["meetings"]!
            .AsArray()
            .Select(meeting =>
                (
                    Slot: meeting!["slot"]!.GetValue<int>(),
                    Table: meeting["table"]!.GetValue<int>(),
                    Who: meeting["profiles"]!.AsArray().Select(who => who!.GetValue<Guid>()).ToHashSet(),
                    Score: meeting["score"]!.GetValue<int>()
                )
            )
            .ToList();
        Assert.Equal(2, meetings.Count);
        Assert.All(meetings, meeting => Assert.DoesNotContain(vetoing, meeting.Who));
        Assert.DoesNotContain(meetings, meeting => meeting.Who.SetEquals([farms[0], importers[0]]));
        Assert.All(meetings.Where(meeting => meeting.Who.Contains(importers[1])), meeting => Assert.Equal(1, meeting.Slot));
        Assert.Equal(meetings.Sum(meeting => meeting.Score), schedule["totalScore"]!.GetValue<int>());
        Assert.Equal(schedule["totalScore"]!.GetValue<long>(), schedule["upperBound"]!.GetValue<long>());
        Assert.Equal(1000, schedule["progress"]!.GetValue<int>());
        Assert.Equal(1, schedule["unplacedCount"]!.GetValue<int>());

        Assert.Equal("partnerships.more-wanted-than-fits", schedule["remark"]!["code"].Text());

        (await Manager.Post($"{Sessions}/{session}/schedule")).Expect(HttpStatusCode.Accepted);
        Assert.Equal(meetings.Count, (await CompletedAsync(session))["meetings"]!.AsArray().Count);
    }

    [Fact]
    public async Task Planning_again_after_a_cancellation_keeps_what_was_confirmed()
    {
        var (session, farms, importers) = await HallAsync(slots: 2, tables: 2);
        (await Manager.Post($"{Sessions}/{session}/schedule")).Expect(HttpStatusCode.Accepted);
        var planned = await CompletedAsync(session);
        // The meetings that the second importer is not part of are confirmed: it then cannot come.
        var sure = Meetings(planned).Where(meeting => !meeting.Who.Contains(importers[1])).ToList();
        Assert.NotEmpty(sure);
        foreach (var meeting in sure)
        {
            (await Manager.Post($"{Sessions}/{session}/meetings/{meeting.Id}/confirm")).Expect(HttpStatusCode.OK);
        }

        var late = await service.VettedAsync(Accounts.Partner2, Importer().With("marketsSought", new JsonArray("TW")));

        var left = (await Manager.Call(HttpMethod.Delete, $"{Sessions}/{session}/participants/{importers[1]}", null)).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(3, left["participants"]!.AsArray().Count);
        var dropped = await Manager.Get($"{Sessions}/{session}/schedule");
        Assert.Equal(sure.Select(meeting => meeting.Id), Meetings(dropped).Select(meeting => meeting.Id));
        Assert.Equal(sure.Sum(meeting => meeting.Score), dropped["totalScore"]!.GetValue<int>());
        (await AddAsync(session, late, null)).Expect(HttpStatusCode.Created);
        (await Manager.Post($"{Sessions}/{session}/schedule")).Expect(HttpStatusCode.Accepted);
        var again = await CompletedAsync(session);

        Assert.Equal(sure, Meetings(again).Where(meeting => meeting.Confirmed).Select(meeting => meeting with { Confirmed = false }));
        Assert.Equal(2, Meetings(again).Count(meeting => meeting.Who.Contains(late)));
        Assert.DoesNotContain(Meetings(again), meeting => meeting.Who.Contains(importers[1]));
        Assert.Equal(Meetings(again).Count, Meetings(again).DistinctBy(meeting => (meeting.Slot, meeting.Table)).Count());
        Assert.Equal(again["totalScore"]!.GetValue<long>(), again["upperBound"]!.GetValue<long>());
        Assert.All(farms, farm => Assert.Equal(2, Meetings(again).Count(meeting => meeting.Who.Contains(farm))));
    }

    [Fact]
    public async Task A_slot_that_a_participant_takes_back_loses_its_meeting_only()
    {
        var (session, farms, _) = await HallAsync(slots: 2, tables: 2);
        (await Manager.Post($"{Sessions}/{session}/schedule")).Expect(HttpStatusCode.Accepted);
        var planned = Meetings(await CompletedAsync(session));
        var read = await Manager.Get($"{Sessions}/{session}");
        var path = $"{Sessions}/{session}/participants/{farms[0]}";

        (await Manager.Put(path, new { availableSlots = new[] { 1 } }, "\"99\"")).Expect(412, "request.stale");
        (await Manager.Put(path, new { availableSlots = new[] { 2 } }, read.ETag)).Expect(422, "partnerships.slot-unknown");
        (await Manager.Put(path, new { availableSlots = new[] { 1 } }, read.ETag)).Expect(HttpStatusCode.OK);

        Assert.Equal(
            planned.Where(meeting => meeting.Slot == 1 || !meeting.Who.Contains(farms[0])).Select(meeting => meeting.Id),
            Meetings(await Manager.Get($"{Sessions}/{session}/schedule")).Select(meeting => meeting.Id)
        );
    }

    [Fact]
    public async Task A_planning_that_was_cancelled_changes_nothing_and_cannot_be_cancelled_twice()
    {
        var (session, _, _) = await HallAsync(slots: 2, tables: 2);
        (await Manager.Post($"{Sessions}/{session}/schedule/cancel")).Expect(404, "partnerships.schedule-not-found");
        // Asked for and stopped in one breath, again and again: wherever the planning was, it is over, or it was complete before.
        for (var round = 0; round < 10; round++)
        {
            (await Manager.Post($"{Sessions}/{session}/schedule")).Expect(HttpStatusCode.Accepted);
            var stopped = await Manager.Post($"{Sessions}/{session}/schedule/cancel");
            Assert.True(
                stopped.Status == HttpStatusCode.OK
                    ? stopped["status"].Text() == "cancelled"
                    : stopped.Expect(409, "partnerships.schedule-not-running") is not null
            );
            (await Manager.Post($"{Sessions}/{session}/schedule/cancel")).Expect(409, "partnerships.schedule-not-running");
        }

        (await Manager.Post($"{Sessions}/{session}/schedule")).Expect(HttpStatusCode.Accepted);
        Assert.Equal(4, Meetings(await CompletedAsync(session)).Count);
    }

    [Fact]
    public async Task A_schedule_can_be_taken_along_by_its_people_without_contact_details()
    {
        var (session, farms, importers) = await HallAsync(
            slots: 2,
            tables: 2,
            Farm().With("name", JsonNode.Parse("""{ "zh": "=後山,\"小農\"" }"""))
        );
        var path = $"{Sessions}/{session}/participants/{farms[0]}.ics";
        (await Manager.Get(path)).Expect(404, "partnerships.schedule-not-found");
        (await Manager.Post($"{Sessions}/{session}/schedule")).Expect(HttpStatusCode.Accepted);
        await CompletedAsync(session);

        var csv = await Manager.GetByteArrayAsync($"{Sessions}/{session}/schedule.csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(csv[3..]).TrimEnd().Split("\r\n");
        Assert.Equal(5, lines.Length);
        Assert.All(lines[1..], line => Assert.Contains("\"'=後山,\"\"小農\"\"\"", line, StringComparison.Ordinal));
        Assert.Contains("0,2026-11-05 09:00,2026-11-05 09:20,1,", lines[1], StringComparison.Ordinal);

        var calendar = await service.As(Accounts.Org1).GetStringAsync(path);
        Assert.Equal(2, calendar.Split("BEGIN:VEVENT").Length - 1);
        Assert.Contains("DTSTART:20261105T010000Z\r\n", calendar, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Mekong Fair Foods (VN)\r\n", calendar, StringComparison.Ordinal);
        Assert.Equal(calendar, await Manager.GetStringAsync(path));
        (await service.As(Accounts.Partner1).Get(path)).Expect(404, "request.not-found");
        Assert.All([calendar, .. lines], text =>
            Assert.False(
                text.Contains('@', StringComparison.Ordinal) && !text.Contains("@partnerships", StringComparison.Ordinal)
                    || text.Contains("王小姐", StringComparison.Ordinal),
                text
            )
        );
        Assert.NotEmpty(importers);
    }

    [Fact]
    public async Task A_schedule_that_was_asked_for_is_planned_after_a_restart()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var session = (await own.As(Accounts.Matchmaker).Post(Sessions, Session(1, 1))).Expect(HttpStatusCode.Created).Id;
        var (farm, importer) = await own.PairAsync();
        foreach (var profile in new[] { farm, importer })
        {
            (
                await own.As(Accounts.Matchmaker)
                    .Post($"{Sessions}/{session}/participants", new { profileId = profile, availableSlots = new[] { 0 } })
            ).Expect(HttpStatusCode.Created);
        }

        (await own.As(Accounts.Matchmaker).Post($"{Sessions}/{session}/schedule")).Expect(HttpStatusCode.Accepted);
        await own.RestartAsync();
        await Eventually.TrueAsync(
            async () => (await own.As(Accounts.Matchmaker).Get($"{Sessions}/{session}/schedule"))["status"].Text() == "completed",
            "the schedule is planned"
        );
        Assert.Equal(766, (await own.As(Accounts.Matchmaker).Get($"{Sessions}/{session}/schedule"))["totalScore"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/participants")]
    [InlineData("POST", "/schedule")]
    [InlineData("POST", "/schedule/cancel")]
    [InlineData("GET", "/schedule")]
    [InlineData("GET", "/schedule.csv")]
    [InlineData("POST", "/meetings/0198c0de-0000-7000-8000-000000000001/confirm")]
    [InlineData("DELETE", "/participants/0198c0de-0000-7000-8000-000000000001")]
    public async Task Sessions_are_the_managers_alone(string method, string path)
    {
        var session = (await Manager.Post(Sessions, Session(1, 1))).Expect(HttpStatusCode.Created).Id;
        object? body = path == "/participants" ? new { profileId = Guid.NewGuid() } : null;
        foreach (var other in new[] { Accounts.Org1, Accounts.Partner1, Accounts.Registrar })
        {
            (await service.As(other).Call(new(method), $"{Sessions}/{session}{path}", body)).Expect(403, "auth.forbidden");
        }

        (await Manager.Call(new(method), $"{Sessions}/{Guid.NewGuid()}{path}", body)).Expect(404, "request.not-found");
    }

    [Fact]
    public async Task Bad_sessions_and_participants_are_refused_with_their_codes()
    {
        (await Manager.Post(Sessions, Session(2, 0))).Expect(422, "partnerships.session-size");
        var overlapping = Session(2, 1);
        overlapping["slots"]![1]!["start"] = overlapping["slots"]![0]!["start"]!.DeepClone();
        Assert.Equal(
            "$.slots[1]",
            (await Manager.Post(Sessions, overlapping)).Expect(422, "partnerships.slots-overlap")["errors"]!.AsObject().Single().Key
        );
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

    private sealed record Seated(Guid Id, int Slot, int Table, string One, string Other, int Score, bool Confirmed)
    {
        public IReadOnlyList<Guid> Who => [Guid.Parse(One), Guid.Parse(Other)];
    }

    private static List<Seated> Meetings(Reply schedule) =>
        [
            .. schedule["meetings"]!
                .AsArray()
                .Select(meeting => new Seated(
                    meeting!["id"]!.GetValue<Guid>(),
                    meeting["slot"]!.GetValue<int>(),
                    meeting["table"]!.GetValue<int>(),
                    meeting["profiles"]![0].Text(),
                    meeting["profiles"]![1].Text(),
                    meeting["score"]!.GetValue<int>(),
                    meeting["confirmed"]!.GetValue<bool>()
                )),
        ];

    /// <summary>
    /// A session of two farms and two importers who come to all of it; farms meet importers only, as nobody seeks a market at home.
    /// </summary>
    private async Task<(Guid Session, Guid[] Farms, Guid[] Importers)> HallAsync(int slots, int tables, JsonObject? farm = null)
    {
        var session = (await Manager.Post(Sessions, Session(slots, tables))).Expect(HttpStatusCode.Created).Id;
        Guid[] farms =
        [
            await service.VettedAsync(Accounts.Org1, farm?.DeepClone().AsObject() ?? Farm()),
            await service.VettedAsync(Accounts.Org1, farm ?? Farm()),
        ];
        JsonObject importer = Importer().With("marketsSought", new JsonArray("TW"));
        Guid[] importers =
        [
            await service.VettedAsync(Accounts.Partner1, importer.DeepClone().AsObject()),
            await service.VettedAsync(Accounts.Partner1, importer),
        ];
        foreach (var profile in farms.Concat(importers))
        {
            (await AddAsync(session, profile, null)).Expect(HttpStatusCode.Created);
        }

        return (session, farms, importers);
    }

    internal static JsonObject Session(int slots, int tables)
    {
        var nine = new DateTimeOffset(2026, 11, 5, 1, 0, 0, TimeSpan.Zero);
        return new JsonObject
        {
            ["name"] = new JsonObject { ["zh"] = "亞太社會創新高峰會媒合場" },
            ["programme"] = "summit",
            ["tables"] = tables,
            ["slots"] = new JsonArray([
                .. Enumerable
                    .Range(0, slots)
                    .Select(slot => new JsonObject { ["start"] = nine.AddMinutes(20 * slot), ["end"] = nine.AddMinutes(20 * (slot + 1)) }),
            ]),
        };
    }

    private Task<Reply> AddAsync(Guid session, Guid profileId, int[]? availableSlots) =>
        Manager.Post($"{Sessions}/{session}/participants", new { profileId, availableSlots });

    private Task<Reply> CompletedAsync(Guid session) =>
        Eventually.ValueAsync(
            async () =>
                await Manager.Get($"{Sessions}/{session}/schedule") is var reply && reply["status"].Text() == "completed" ? reply : null,
            "the schedule is complete"
        );
}
