using System.Net;
using Platform.Calendar;
using Platform.Contracts.Partnerships.V1;
using Platform.Contracts.Sandbox.V1;
using Platform.Harness;
using static Platform.Partnerships.Tests.Features.Steps;

namespace Platform.Partnerships.Tests.Features;

/// <summary>What time does to introductions, and what becomes of them.</summary>
public sealed class FollowUpTests(PartnershipsService service) : IClassFixture<PartnershipsService>
{
    [Fact]
    public async Task A_reminder_comes_once_before_an_introduction_expires_also_after_downtime()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var (farm, importer) = await own.PairAsync();
        var id = await own.RequestedAsync(farm, importer);
        var expiresOn = BusinessCalendar.BuiltIn.AddBusinessDays(own.Today(), 10);
        var remindOn = BusinessCalendar.BuiltIn.AddBusinessDays(own.Today(), 7);

        own.Clock.MoveTo(TimeSpan.FromDays(remindOn.DayNumber - own.Today().DayNumber));
        await own.RestartAsync();
        var reminded = await own.PublishedAsync<IntroductionReminded>(content => content.IntroductionId == id);
        Assert.Equal(expiresOn, reminded.ExpiresOn);
        var reminders = own.Published.Single(published => published.Type == "partnerships.introduction-reminded");
        Assert.Equal([$"party:{Accounts.Partner1.Party}"], reminders.Audience.Concerns);
        Assert.False(reminders.Audience.Includes(Accounts.Partner2.Party, []));

        await own.RestartAsync();
        own.Clock.MoveTo(own.Clock.Offset + TimeSpan.FromDays(20));
        await own.PublishedAsync<IntroductionExpired>(content => content.IntroductionId == id);
        Assert.Single(own.Published, published => published.Type == "partnerships.introduction-reminded");
    }

    [Fact]
    public async Task A_calendar_that_changed_moves_open_introductions_and_only_those_in_whatever_order_it_arrives()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var (farm, importer) = await own.PairAsync();
        var open = await own.RequestedAsync(farm, importer);
        var other = await own.VettedAsync(Accounts.Partner1, Importer());
        var closed = await own.RequestedAsync(farm, other);
        (await own.As(Accounts.Org1).Post($"{Introductions}/{closed}/withdraw")).Expect(HttpStatusCode.OK);
        var before = (await own.As(Accounts.Org1).Get($"{Introductions}/{closed}"))["expiresOn"].Text();
        var today = own.Today();
        var first = BusinessCalendar.BuiltIn.AddBusinessDays(today, 1);
        CalendarYearChanged With(params DateOnly[] more) =>
            BusinessCalendar.BuiltIn.Year(first.Year) is var year
                ? new CalendarYearChanged
                {
                    Year = year.Year,
                    Provisional = false,
                    Closed = [.. year.Closed.Concat(more).Distinct().Order()],
                    Workdays = year.Workdays,
                }
                : null!;
        var typhoon = With(first, BusinessCalendar.BuiltIn.AddBusinessDays(first, 1));
        var twoLater = BusinessCalendar
            .BuiltIn.With(
                new()
                {
                    Year = typhoon.Year,
                    Closed = typhoon.Closed,
                    Workdays = typhoon.Workdays,
                }
            )
            .AddBusinessDays(today, 10);
        Assert.NotEqual(BusinessCalendar.BuiltIn.AddBusinessDays(today, 10), twoLater);

        await own.DeliverAsync(typhoon, "year", version: 2);
        await own.DeliverAsync(With(), "year", version: 1);
        await own.DeliverAsync(typhoon, "year", version: 2);

        Assert.Equal(Iso(twoLater), (await own.As(Accounts.Org1).Get($"{Introductions}/{open}"))["expiresOn"].Text());
        Assert.Equal(before, (await own.As(Accounts.Org1).Get($"{Introductions}/{closed}"))["expiresOn"].Text());
        // What is asked from now on is dated by it at once.
        var third = await own.VettedAsync(Accounts.Partner1, Importer());
        Assert.Equal(
            Iso(twoLater),
            (await own.RequestAsync(Accounts.Org1, farm, third)).Expect(HttpStatusCode.Created)["expiresOn"].Text()
        );
        await own.DeliverAsync(With(), "year", version: 3);
        Assert.Equal(before, (await own.As(Accounts.Org1).Get($"{Introductions}/{open}"))["expiresOn"].Text());
    }

    [Fact]
    public async Task The_calendar_that_the_sandbox_keeps_is_the_one_that_introductions_are_dated_by()
    {
        await using var sandbox = new Sandbox();
        await sandbox.InitializeAsync();
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var (farm, importer) = await own.PairAsync();
        var day = BusinessCalendar.BuiltIn.AddBusinessDays(own.Today(), 1);
        var (calendar, year) = ($"/api/sandbox/v1/calendar/{day.Year}", BusinessCalendar.BuiltIn.Year(day.Year));
        var read = (await sandbox.Anonymous.Get(calendar)).Expect(HttpStatusCode.OK);

        (
            await sandbox
                .As(Accounts.Admin)
                .Put(
                    calendar,
                    new
                    {
                        provisional = false,
                        closed = year.Closed.Append(day),
                        workdays = year.Workdays,
                    },
                    read.ETag
                )
        ).Expect(HttpStatusCode.OK);
        await sandbox.PublishedAsync<CalendarYearChanged>(changed => changed.Year == day.Year && changed.Closed.Contains(day));
        await own.DeliverAsync(sandbox.Published.Single(published => published.Type == "sandbox.calendar-year-changed"));

        Assert.Equal(
            Iso(BusinessCalendar.BuiltIn.AddBusinessDays(own.Today(), 11)),
            (await own.RequestAsync(Accounts.Org1, farm, importer)).Expect(HttpStatusCode.Created)["expiresOn"].Text()
        );
    }

    [Fact]
    public async Task A_withdrawal_is_told_to_the_side_that_was_asked()
    {
        var (farm, importer) = await service.PairAsync();
        var id = await service.RequestedAsync(farm, importer);
        (await service.As(Accounts.Org1).Post($"{Introductions}/{id}/withdraw")).Expect(HttpStatusCode.OK);
        await service.PublishedAsync<IntroductionWithdrawn>(content => content.IntroductionId == id);
        (await service.As(Accounts.Partner1).Post($"{Introductions}/{id}/accept")).Expect(409, "partnerships.introduction-wrong-state");
    }

    [Fact]
    public async Task Silence_turns_the_light_yellow_and_red_once_each_and_a_report_green()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var (farm, importer) = await own.PairAsync();
        var id = await own.AcceptedAsync(farm, importer);
        var (org, partner) = (own.As(Accounts.Org1), own.As(Accounts.Partner1));
        var promised = (
            await org.Post($"{Introductions}/{id}/commitments", new { text = "We send samples.", dueOn = own.Today().AddDays(30) })
        ).Expect(HttpStatusCode.Created);
        Assert.Equal("green", promised["light"].Text());
        Assert.Equal(farm, promised["commitments"]![0]!["by"]!.GetValue<Guid>());
        var commitment = promised["commitments"]![0]!["id"].Text();

        async Task LightAsync(string light) =>
            await Eventually.TrueAsync(
                async () => (await org.Get($"{Introductions}/{id}"))["light"].Text() == light,
                $"the light is {light}"
            );
        own.Clock.MoveTo(TimeSpan.FromDays(367));
        await LightAsync("yellow");
        await own.RestartAsync();
        (org, partner) = (own.As(Accounts.Org1), own.As(Accounts.Partner1));
        own.Clock.MoveTo(TimeSpan.FromDays(735));
        await LightAsync("red");
        (await org.Post($"{Introductions}/{id}/commitments", new { text = "Late", dueOn = own.Today().AddDays(-1) })).Expect(
            422,
            "partnerships.commitment-date"
        );
        var reported = (
            await partner.Post(
                $"{Introductions}/{id}/commitments/{commitment}/reports",
                new
                {
                    on = own.Today(),
                    note = "They came.",
                    kept = true,
                }
            )
        ).Expect(HttpStatusCode.Created);
        Assert.Equal("green", reported["light"].Text());
        await own.PublishedAsync<FollowUpLightChanged>(content => content.Light == "green");
        Assert.Equal(
            ["yellow", "red", "green"],
            own.Published.Where(published => published.Type == "partnerships.follow-up-light-changed")
                .Select(published => System.Text.Json.Nodes.JsonNode.Parse(published.Body)!["light"].Text())
        );
    }

    [Fact]
    public async Task Evidence_can_be_opened_by_both_sides_and_nobody_else()
    {
        var (farm, importer) = await service.PairAsync();
        var id = await service.AcceptedAsync(farm, importer);
        using var file = new ByteArrayContent("%PDF-1.7 memorandum"u8.ToArray());
        file.Headers.ContentType = new("application/pdf");
        var uploaded = await service.As(Accounts.Org1).PostAsync($"{Api}/documents?name=mou.pdf", file);
        var document = System.Text.Json.Nodes.JsonNode.Parse(await uploaded.Content.ReadAsStringAsync())!["id"].Text();
        (await service.As(Accounts.Partner1).Get($"{Api}/documents/{document}")).Expect(404, "request.not-found");
        object Met(string documentId) =>
            new
            {
                stage = "met",
                on = service.Today(),
                note = "at the summit",
                evidence = new[] { new { documentId } },
            };

        (await service.As(Accounts.Partner1).Post($"{Introductions}/{id}/outcomes", Met(document))).Expect(422, "documents.unknown");
        var recorded = (await service.As(Accounts.Org1).Post($"{Introductions}/{id}/outcomes", Met(document))).Expect(
            HttpStatusCode.Created
        );

        Assert.Equal("mou.pdf", recorded["outcomes"]![0]!["evidence"]![0]!["name"].Text());
        Assert.Equal(HttpStatusCode.OK, (await service.As(Accounts.Partner1).GetAsync($"{Api}/documents/{document}")).StatusCode);
        (await service.As(Accounts.Partner2).Get($"{Api}/documents/{document}")).Expect(404, "request.not-found");
    }

    [Fact]
    public async Task Totals_are_counted_by_programme_economy_and_goal_against_the_target()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var (farm, importer) = await own.PairAsync();
        var requested = (
            await own.As(Accounts.Org1)
                .Post(
                    Introductions,
                    new
                    {
                        from = farm,
                        to = importer,
                        message = "Tea",
                        programme = "Asia-Pacific Social Innovation Summit",
                    }
                )
        ).Expect(HttpStatusCode.Created);
        Assert.Equal("summit", requested["programme"].Text());
        (await own.As(Accounts.Partner1).Post($"{Introductions}/{requested.Id}/accept")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            0,
            (await own.Anonymous.Get($"{Api}/statistics")).Expect(HttpStatusCode.OK)["target"]!["foreignOrganisations"]!.GetValue<int>()
        );
        foreach (var stage in new[] { "met", "memorandum" })
        {
            (await own.As(Accounts.Org1).Post($"{Introductions}/{requested.Id}/outcomes", new { stage, on = own.Today() })).Expect(
                HttpStatusCode.Created
            );
        }

        var statistics = (await own.Anonymous.Get($"{Api}/statistics")).Expect(HttpStatusCode.OK);

        Assert.Equal(
            (1, 1, 1, 0),
            (Count("total", "introductions"), Count("total", "met"), Count("total", "memorandum"), Count("total", "pilot"))
        );
        Assert.Equal(["summit"], statistics["byProgramme"]!.AsArray().Select(line => line!["key"].Text()));
        Assert.Equal(["TW", "VN"], statistics["byEconomy"]!.AsArray().Select(line => line!["key"].Text()));
        Assert.Equal(["8", "12"], statistics["bySdg"]!.AsArray().Select(line => line!["key"].Text()));
        Assert.Equal(1, statistics["byLight"]!["green"]!.GetValue<int>());
        // The period of the target is that of the plan; today may be after it.
        var counted = own.Today() <= new DateOnly(2026, 12, 31) ? 1 : 0;
        Assert.Equal((counted, 5), (Count("target", "foreignOrganisations"), Count("target", "target")));

        int Count(string part, string member) => statistics[part]![member]!.GetValue<int>();
    }

    private sealed class Sandbox() : TestService(Modules.Of("Sandbox").Add, Modules.Of("Sandbox").Map);

    private static string Iso(DateOnly date) => date.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
