using System.Net;
using System.Text.Json.Nodes;
using Platform.Contracts.Partnerships.V1;
using Platform.Harness;
using static Platform.Partnerships.Tests.Features.Steps;

namespace Platform.Partnerships.Tests.Features;

/// <summary>The vocabulary, the programmes, and the yearly renewal: data that people keep up.</summary>
public sealed class ListTests(PartnershipsService service) : IClassFixture<PartnershipsService>
{
    private const string Vocabulary = Api + "/vocabulary",
        Programmes = Api + "/programmes";

    [Fact]
    public async Task A_manager_edits_the_vocabulary_and_a_retired_code_is_still_read()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var manager = own.As(Accounts.Matchmaker);
        var profile = await own.VettedAsync(Accounts.Partner1, Importer().With("offers", new JsonArray("distribution")));
        (
            await own.As(Accounts.Partner1)
                .Put($"{Vocabulary}/tags/beekeeping", new { name = new { zh = "養蜂", en = "Beekeeping" } }, "*")
        ).Expect(403, "auth.forbidden");
        (
            await manager.Put(
                $"{Vocabulary}/tags/beekeeping",
                new { name = new { zh = "養蜂", en = "Beekeeping" }, synonyms = new[] { "bees" } },
                "*"
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "beekeeping",
            (await own.As(Accounts.Partner1).Post(Profiles, Importer().With("needs", new JsonArray("Bees")))).Expect(
                HttpStatusCode.Created
            )["needs"]!
                [0]
                .Text()
        );

        var read = (await own.Anonymous.Get($"{Vocabulary}/tags/distribution")).Expect(HttpStatusCode.OK);
        var retired = new { name = new { zh = "通路", en = "Distribution" }, retired = true };
        (await own.As(Accounts.Admin).Put($"{Vocabulary}/tags/distribution", retired, read.ETag)).Expect(HttpStatusCode.OK);
        (await manager.Put($"{Vocabulary}/tags/distribution", retired, read.ETag)).Expect(412, "request.stale");

        (await own.As(Accounts.Partner1).Post(Profiles, Importer())).Expect(422, "partnerships.tag-retired");
        Assert.Equal("distribution", (await own.Anonymous.Get($"{Profiles}/{profile}"))["offers"]![0].Text());
        Assert.True((await own.Anonymous.Get($"{Vocabulary}/tags/distribution"))["retired"]!.GetValue<bool>());
        var farm = await own.VettedAsync(Accounts.Org1, Farm().With("needs", new JsonArray("supply")));
        Assert.Contains(
            profile.ToString(),
            (await own.As(Accounts.Org1).Get($"{Profiles}/{farm}/matches")).Expect(HttpStatusCode.OK).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Bad_terms_are_refused_with_their_codes()
    {
        var manager = service.As(Accounts.Matchmaker);
        var name = new { zh = "採購商", en = "Purchasing" };
        (await manager.Put($"{Vocabulary}/tags/Bad", new { name }, "*")).Expect(422, "partnerships.term-code-invalid");
        (await manager.Put($"{Vocabulary}/tags/buyers", new { name }, "*")).Expect(409, "partnerships.term-taken");
        (await manager.Put($"{Vocabulary}/intents/donate", new { name }, "*")).Expect(422, "partnerships.intents-fixed");
        (await manager.Put($"{Vocabulary}/tags/buyers", new { name = new { en = "Only English" } }, "*")).Expect(400, "request.invalid");
        (await service.Anonymous.Get($"{Vocabulary}/tags/nothing")).Expect(404, "request.not-found");
    }

    [Fact]
    public async Task Programmes_have_a_calendar_and_are_what_sessions_belong_to()
    {
        var manager = service.As(Accounts.Matchmaker);
        var body = new
        {
            kind = "summit",
            name = new { zh = "地方創生論壇", en = "Forum on Regional Revitalisation" },
            calendar = new[]
            {
                new
                {
                    from = "2026-11-06",
                    until = "2026-11-07",
                    what = new { zh = "第二場" },
                },
                new
                {
                    from = "2026-11-05",
                    until = "2026-11-05",
                    what = new { zh = "第一場" },
                },
            },
        };
        (await service.As(Accounts.Partner1).Put($"{Programmes}/forum", body, "*")).Expect(403, "auth.forbidden");
        var made = (await manager.Put($"{Programmes}/forum", body, "*")).Expect(HttpStatusCode.OK);
        Assert.Equal(["2026-11-05", "2026-11-06"], made["calendar"]!.AsArray().Select(date => date!["from"].Text()));
        (await manager.Put($"{Programmes}/forum", body, "\"99\"")).Expect(412, "request.stale");
        (await manager.Put($"{Programmes}/forum2", body, "*")).Expect(409, "partnerships.term-taken");
        (
            await manager.Put(
                $"{Programmes}/other",
                new
                {
                    kind = "o2o",
                    name = new { en = "Other" },
                    calendar = new[]
                    {
                        new
                        {
                            from = "2026-11-06",
                            until = "2026-11-05",
                            what = new { en = "Back" },
                        },
                    },
                },
                "*"
            )
        ).Expect(422, "partnerships.programme-dates-invalid");
        Assert.Equal(
            ["award", "forum", "hackathon", "o2o", "summit"],
            (await service.Anonymous.Get(Programmes)).Expect(HttpStatusCode.OK)["items"]!
                .AsArray()
                .Select(programme => programme!["code"].Text())
        );
        Assert.Equal("forum", (await service.Anonymous.Get($"{Programmes}/forum")).Expect(HttpStatusCode.OK)["code"].Text());
        (await service.Anonymous.Get($"{Programmes}/nothing")).Expect(404, "request.not-found");

        object Session(string programme) =>
            new
            {
                name = new { zh = "場次" },
                programme,
                tables = 1,
                slots = new[] { new { start = "2026-11-05T01:00:00Z", end = "2026-11-05T01:20:00Z" } },
            };
        (await manager.Post(Sessions, Session("olympics"))).Expect(422, "partnerships.programme-unknown");
        Assert.Equal("forum", (await manager.Post(Sessions, Session("地方創生論壇"))).Expect(HttpStatusCode.Created)["programme"].Text());
    }

    [Fact]
    public async Task An_owner_is_reminded_once_and_renews_and_who_does_not_is_out_of_the_lists()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var (renewed, lapsed) = (
            await own.VettedAsync(Accounts.Partner1, Importer()),
            await own.VettedAsync(Accounts.Partner2, Importer())
        );
        (await own.As(Accounts.Partner1).Post($"{Profiles}/{renewed}/renew")).Expect(409, "partnerships.renewal-too-early");
        (await own.As(Accounts.Partner2).Post($"{Profiles}/{renewed}/renew")).Expect(404, "request.not-found");
        var until = DateOnly.Parse(
            (await own.Anonymous.Get($"{Profiles}/{renewed}"))["vettedUntil"].Text(),
            System.Globalization.CultureInfo.InvariantCulture
        );

        own.Clock.MoveTo(TimeSpan.FromDays(until.DayNumber - own.Today().DayNumber - 10));
        await own.PublishedAsync<ProfileRenewalDue>(content => content.ProfileId == renewed);
        await own.PublishedAsync<ProfileRenewalDue>(content => content.ProfileId == lapsed);
        var read = (await own.As(Accounts.Partner1).Post($"{Profiles}/{renewed}/renew")).Expect(HttpStatusCode.OK);
        Assert.Equal(until.AddMonths(12).ToString("O", System.Globalization.CultureInfo.InvariantCulture), read["vettedUntil"].Text());

        await own.RestartAsync();
        own.Clock.MoveTo(own.Clock.Offset + TimeSpan.FromDays(11));
        Assert.Equal(
            [renewed],
            (await own.Anonymous.Get(Profiles))["items"]!.AsArray().Select(profile => profile!["id"]!.GetValue<Guid>())
        );
        Assert.Equal(
            "pending",
            (await own.As(Accounts.Partner2).Post($"{Profiles}/{lapsed}/renew")).Expect(HttpStatusCode.OK)["status"].Text()
        );
        (await own.As(Accounts.Partner2).Post($"{Profiles}/{lapsed}/renew")).Expect(409, "partnerships.renewal-not-vetted");
        Assert.Equal(2, own.Published.Count(published => published.Type == "partnerships.profile-renewal-due"));
    }
}
