using System.Net;
using System.Text.Json.Nodes;
using Platform.Calendar;
using Platform.Contracts;
using Platform.Contracts.Registry.V1;
using Platform.Harness;

namespace Platform.Partnerships.Tests.Features;

/// <summary>What the tests do again and again, in the words of the domain.</summary>
internal static class Steps
{
    public const string Api = "/api/partnerships/v1";
    public const string Profiles = Api + "/profiles";
    public const string Introductions = Api + "/introductions";
    public const string Sessions = Api + "/sessions";

    /// <summary>Mail addresses of these domains are contact details wherever they show up.</summary>
    public const string FarmMail = "wang@eastcoast.example",
        ImporterMail = "linh@mekong.example";

    public static JsonObject Farm() =>
        JsonNode
            .Parse(
                $$"""
                {
                  "kind": "organisation", "name": { "zh": "後山小農合作社", "en": "East Coast Growers" }, "economy": "TW", "timeZone": "Asia/Taipei",
                  "languages": ["zh-TW", "en"], "sdgs": [1, 8, 12], "sectors": ["agriculture"], "offers": ["supply", "communityAccess"],
                  "needs": ["distribution", "impactInvestment"], "intent": ["sell", "coDevelop"], "stage": "sustainableOperation", "marketsSought": ["VN", "PH"],
                  "summary": { "zh": "與小農一起銷售友善耕作的產品。" }, "contact": { "name": "王小姐", "email": "{{FarmMail}}", "phone": "+886-3-1234567" }
                }
                """
            )!
            .AsObject();

    public static JsonObject Importer() =>
        JsonNode
            .Parse(
                $$"""
                {
                  "kind": "company", "name": { "en": "Mekong Fair Foods" }, "economy": "VN", "timeZone": "Asia/Ho_Chi_Minh",
                  "languages": ["vi", "en"], "sdgs": [8, 12], "sectors": ["agriculture"], "offers": ["distribution", "marketing"],
                  "needs": ["supply"], "intent": ["buy"], "stage": "diffusion", "marketsSought": [],
                  "summary": { "en": "Imports fair food." }, "contact": { "name": "Nguyễn Linh", "email": "{{ImporterMail}}" }
                }
                """
            )!
            .AsObject();

    public static JsonObject With(this JsonObject body, string member, JsonNode? value)
    {
        body[member] = value;
        return body;
    }

    public static DateOnly Today(this PartnershipsService service) => TaipeiTime.Today(service.Clock);

    public static async Task<Guid> ProfileAsync(this PartnershipsService service, Account by, JsonObject body) =>
        (await service.As(by).Post(Profiles, body)).Expect(HttpStatusCode.Created).Id;

    public static async Task<Guid> VettedAsync(this PartnershipsService service, Account by, JsonObject body)
    {
        var id = await service.ProfileAsync(by, body);
        (
            await service.As(Accounts.Matchmaker).Post($"{Profiles}/{id}/vet", new { approve = true, reason = "Known from the summit" })
        ).Expect(HttpStatusCode.OK);
        return id;
    }

    /// <summary>A farm of org1 and an importer of partner1, both vetted.</summary>
    public static async Task<(Guid Farm, Guid Importer)> PairAsync(this PartnershipsService service) =>
        (await service.VettedAsync(Accounts.Org1, Farm()), await service.VettedAsync(Accounts.Partner1, Importer()));

    public static Task<Reply> RequestAsync(this PartnershipsService service, Account by, Guid from, Guid to) =>
        service
            .As(by)
            .Post(
                Introductions,
                new
                {
                    from,
                    to,
                    message = "We would like to sell our tea with you.",
                }
            );

    public static async Task<Guid> RequestedAsync(this PartnershipsService service, Guid farm, Guid importer) =>
        (await service.RequestAsync(Accounts.Org1, farm, importer)).Expect(HttpStatusCode.Created).Id;

    public static async Task<Guid> AcceptedAsync(this PartnershipsService service, Guid farm, Guid importer)
    {
        var id = await service.RequestedAsync(farm, importer);
        (await service.As(Accounts.Partner1).Post($"{Introductions}/{id}/accept")).Expect(HttpStatusCode.OK);
        return id;
    }

    public static OrganisationSnapshot Snapshot(
        Guid id,
        string? owner,
        DateOnly since,
        string nameZh = "後山小農合作社",
        string? nowStatus = null
    ) =>
        new()
        {
            OrganisationId = id,
            Name = new Bilingual { Zh = nameZh },
            OwnerParty = owner,
            LegalForm = "cooperative",
            County = "花蓮縣",
            Sdgs = [2, 12],
            Stage = "fieldExperiment",
            StatusPoints = nowStatus is null
                ?
                [
                    new StatusPoint
                    {
                        EffectiveOn = since,
                        Status = "registered",
                        RecordedAt = DateTimeOffset.UnixEpoch,
                    },
                ]
                :
                [
                    new StatusPoint
                    {
                        EffectiveOn = since,
                        Status = "registered",
                        RecordedAt = DateTimeOffset.UnixEpoch,
                    },
                    new StatusPoint
                    {
                        EffectiveOn = since.AddDays(1),
                        Status = nowStatus,
                        RecordedAt = DateTimeOffset.UnixEpoch,
                    },
                ],
            Light = "green",
        };

    public static string Text(this JsonNode? node) => node!.GetValue<string>();
}
