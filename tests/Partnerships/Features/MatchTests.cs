using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Harness;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Features.Matching;
using static Platform.Partnerships.Tests.Features.Steps;

namespace Platform.Partnerships.Tests.Features;

public sealed class MatchTests(CrampedPartnershipsService service) : IClassFixture<CrampedPartnershipsService>
{
    [Fact]
    public async Task Matches_carry_the_scores_of_the_worked_example_and_their_reasons()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var (farm, importer) = await own.PairAsync();

        var match = Assert.Single(
            (await own.As(Accounts.Org1).Get($"{Profiles}/{farm}/matches?limit=5")).Expect(HttpStatusCode.OK).Json!.AsArray()
        )!;

        Assert.Equal(importer, match["profileId"]!.GetValue<Guid>());
        Assert.Equal(
            (0.766m, 0.661m, 0.911m),
            (match["score"]!.GetValue<decimal>(), match["forward"]!.GetValue<decimal>(), match["backward"]!.GetValue<decimal>())
        );
        Assert.Equal(7, match["factors"]!.AsArray().Count);
        var needs = match["factors"]![0]!;
        Assert.Equal(
            ("needsMet", 0.5m, 1m),
            (needs["name"].Text(), needs["forward"]!.GetValue<decimal>(), needs["backward"]!.GetValue<decimal>())
        );
        Assert.Contains("通路經銷", needs["why"]!["zh"].Text());
        Assert.Contains("Distribution", needs["why"]!["en"].Text());
        Assert.Equal(
            0.766m,
            (await own.As(Accounts.Matchmaker).Get($"{Profiles}/{importer}/matches")).Json![0]!["score"]!.GetValue<decimal>()
        );
    }

    [Fact]
    public async Task A_change_of_one_profile_is_reflected_in_the_next_request()
    {
        var (farm, importer) = await service.PairAsync();
        Assert.Contains(importer.ToString(), (await service.As(Accounts.Org1).Get($"{Profiles}/{farm}/matches?limit=200")).Text);
        var read = await service.As(Accounts.Partner1).Get($"{Profiles}/{importer}");
        var vetoing = Importer().With("vetoes", JsonNode.Parse("""{ "kinds": ["organisation"] }"""));
        (await service.As(Accounts.Partner1).Put($"{Profiles}/{importer}", vetoing, read.ETag)).Expect(HttpStatusCode.OK);

        Assert.DoesNotContain(importer.ToString(), (await service.As(Accounts.Org1).Get($"{Profiles}/{farm}/matches?limit=200")).Text);
        (await service.RequestAsync(Accounts.Org1, farm, importer)).Expect(422, "partnerships.introduction-vetoed");
        // What a profile never wants to meet is nobody else's business.
        Assert.Null((await service.As(Accounts.Org1).Get($"{Profiles}/{importer}"))["vetoes"]);
    }

    [Fact]
    public async Task A_change_is_reflected_in_the_next_request_on_every_replica()
    {
        var (farm, importer) = await service.PairAsync();
        using var replica = new ListedProfiles(service.Services.GetRequiredService<Matcher>());
        Task<bool> ProposesAsync() =>
            service.InScopeAsync<PartnershipsDbContext, bool>(async db =>
            {
                var self = (await db.Profiles.FindAsync(farm))!.Subject(service.Today());
                return (await replica.ReadAsync(db, service.Today(), CancellationToken.None))
                    .Best(self, DeclinedPairs.None, 1_000)
                    .Any(match => match.Other.Id == importer);
            });
        Assert.True(await ProposesAsync());

        async Task ChangeAsync(JsonObject body)
        {
            var read = await service.As(Accounts.Partner1).Get($"{Profiles}/{importer}");
            (await service.As(Accounts.Partner1).Put($"{Profiles}/{importer}", body, read.ETag)).Expect(HttpStatusCode.OK);
        }

        await ChangeAsync(Importer().With("vetoes", JsonNode.Parse("""{ "kinds": ["organisation"] }""")));
        Assert.False(await ProposesAsync());
        await ChangeAsync(Importer());
        Assert.True(await ProposesAsync());
        // Another name is another profile to a manager: out of the lists until it is vetted again.
        await ChangeAsync(Importer().With("name", JsonNode.Parse("""{ "en": "Other Foods" }""")));
        Assert.False(await ProposesAsync());
        (await service.As(Accounts.Matchmaker).Post($"{Profiles}/{importer}/vet", new { approve = true })).Expect(HttpStatusCode.OK);
        Assert.True(await ProposesAsync());
    }

    [Fact]
    public async Task Who_takes_part_changes_with_the_day()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var (farm, importer) = await own.PairAsync();
        Assert.Contains(
            importer.ToString(),
            (await own.As(Accounts.Org1).Get($"{Profiles}/{farm}/matches")).Text,
            StringComparison.Ordinal
        );

        own.Clock.MoveTo(TimeSpan.FromDays(360));
        (await own.As(Accounts.Org1).Post($"{Profiles}/{farm}/renew")).Expect(HttpStatusCode.OK);
        own.Clock.MoveTo(TimeSpan.FromDays(370));

        Assert.Equal("[]", (await own.As(Accounts.Org1).Get($"{Profiles}/{farm}/matches")).Expect(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task A_no_thanks_is_remembered()
    {
        var (farm, importer) = await service.PairAsync();
        var id = await service.RequestedAsync(farm, importer);
        (await service.As(Accounts.Partner1).Post($"{Introductions}/{id}/decline", new { reason = "We buy rice only." })).Expect(
            HttpStatusCode.OK
        );

        Assert.DoesNotContain(importer.ToString(), (await service.As(Accounts.Org1).Get($"{Profiles}/{farm}/matches?limit=200")).Text);
        Assert.DoesNotContain(farm.ToString(), (await service.As(Accounts.Partner1).Get($"{Profiles}/{importer}/matches?limit=200")).Text);
        (await service.RequestAsync(Accounts.Org1, farm, importer)).Expect(422, "partnerships.introduction-declined-before");
        (await service.RequestAsync(Accounts.Partner1, importer, farm)).Expect(422, "partnerships.introduction-declined-before");
    }

    [Fact]
    public async Task A_profile_has_a_limit_of_open_requests_and_a_withdrawal_frees_one()
    {
        var farm = await service.VettedAsync(Accounts.Org1, Farm());
        var importers = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            importers.Add(await service.VettedAsync(Accounts.Partner1, Importer()));
        }

        var first = await service.RequestedAsync(farm, importers[0]);
        await service.RequestedAsync(farm, importers[1]);

        (await service.RequestAsync(Accounts.Org1, farm, importers[2])).Expect(422, "partnerships.too-many-open-introductions");
        (await service.As(Accounts.Org1).Post($"{Introductions}/{first}/withdraw")).Expect(HttpStatusCode.OK);
        (await service.RequestAsync(Accounts.Org1, farm, importers[2])).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_profile_that_has_been_asked_often_is_not_proposed_to_more()
    {
        var importer = await service.VettedAsync(Accounts.Partner1, Importer());
        for (var i = 0; i < 3; i++)
        {
            await service.RequestedAsync(await service.VettedAsync(Accounts.Org1, Farm()), importer);
        }

        var late = await service.VettedAsync(Accounts.Org2, Farm());

        Assert.DoesNotContain(importer.ToString(), (await service.As(Accounts.Org2).Get($"{Profiles}/{late}/matches?limit=200")).Text);
        (await service.RequestAsync(Accounts.Org2, late, importer)).Expect(422, "partnerships.profile-at-exposure-cap");
    }

    [Fact]
    public async Task An_unvetted_profile_is_not_matched()
    {
        var pending = await service.ProfileAsync(Accounts.Org1, Farm());
        (await service.As(Accounts.Org1).Get($"{Profiles}/{pending}/matches")).Expect(422, "partnerships.profile-not-vetted");
        (await service.As(Accounts.Org1).Get($"{Profiles}/{pending}/matches?limit=0")).Expect(400, "request.limit-invalid");
    }
}
