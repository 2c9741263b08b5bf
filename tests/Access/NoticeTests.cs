using System.Net;
using System.Text.Json.Nodes;
using MimeKit;
using Platform.Contracts.Registry.V1;
using Platform.Harness;
using Platform.Messaging;

namespace Platform.Access.Tests;

public sealed class NoticeTests(AccessService access) : IClassFixture<AccessService>
{
    private const string Notices = "/api/access/v1/notices";

    [Fact]
    public async Task An_event_that_concerns_a_party_becomes_a_notice_of_that_party_alone()
    {
        var subject = await NotifyAsync(Audience.Party(Accounts.Org1.Party));
        var mine = Assert.Single(await OfAsync(Accounts.Org1, subject))!;
        Assert.Equal("registry.report-filed", mine["type"]!.GetValue<string>());
        Assert.False(mine["read"]!.GetValue<bool>());
        Assert.NotEqual("", mine["text"]!.GetValue<string>());
        Assert.Empty(await OfAsync(Accounts.Org2, subject));
        Assert.Empty(await OfAsync(Accounts.Registrar, subject));
    }

    [Fact]
    public async Task An_event_that_concerns_a_role_becomes_a_notice_of_everyone_who_has_it_each_reads_for_himself()
    {
        var subject = await NotifyAsync(Audience.Role("ndc-officer"));
        var mine = Assert.Single(await OfAsync(Accounts.Ndc, subject))!;
        Assert.Single(await OfAsync(Accounts.Ndc2, subject));
        Assert.Empty(await OfAsync(Accounts.Mof, subject));
        var read = (await access.As(Accounts.Ndc).Post($"{Notices}/{mine["id"]}/read")).Expect(HttpStatusCode.OK);
        Assert.True(read["read"]!.GetValue<bool>());
        // Twice is as good as once.
        (await access.As(Accounts.Ndc).Post($"{Notices}/{mine["id"]}/read")).Expect(HttpStatusCode.OK);
        Assert.True(Assert.Single(await OfAsync(Accounts.Ndc, subject))!["read"]!.GetValue<bool>());
        Assert.False(Assert.Single(await OfAsync(Accounts.Ndc2, subject))!["read"]!.GetValue<bool>());
        (await access.As(Accounts.Mof).Post($"{Notices}/{mine["id"]}/read")).Expect(404, "request.not-found");
    }

    [Fact]
    public async Task An_event_that_concerns_nobody_is_nobodys_notice_even_when_everyone_may_see_it()
    {
        var subject = Guid.CreateVersion7().ToString();
        await access.DeliverAsync(Filed(), subject, audience: Audience.Public);
        Assert.Empty(await OfAsync(Accounts.Org1, subject));
    }

    [Fact]
    public async Task An_event_that_comes_twice_is_one_notice()
    {
        var (id, subject) = (Guid.CreateVersion7(), Guid.CreateVersion7().ToString());
        var audience = Audience.Public.Notifying(Audience.Party(Accounts.Buyer1.Party));
        await access.DeliverAsync(Filed(), subject, id: id, audience: audience);
        await access.DeliverAsync(Filed(), subject, id: id, audience: audience);
        Assert.Single(await OfAsync(Accounts.Buyer1, subject));
    }

    [Fact]
    public async Task A_notice_speaks_the_language_of_its_reader()
    {
        var subject = Guid.CreateVersion7().ToString();
        await access.DeliverAsync(Snapshot(), subject, audience: Audience.Public.Notifying(Audience.Party(Accounts.Org2.Party)));
        var zh = (await access.As(Accounts.Org2).Get($"{Notices}?limit=200", ("Accept-Language", "zh-TW")))["items"]!
            .AsArray()
            .Single(notice => notice!["subject"]!.GetValue<string>() == subject)!;
        var en = Assert.Single(await OfAsync(Accounts.Org2, subject))!;
        Assert.Equal("您的影響力分級已變更。", zh["text"]!.GetValue<string>());
        Assert.Equal("Your impact tier has changed.", en["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_notice_is_mailed_to_those_whom_it_concerns()
    {
        var subject = await NotifyAsync(Audience.Party(Accounts.Partner1.Party));
        // The folder of mails comes with the first one.
        var mail = await Eventually.ValueAsync(
            () =>
                Task.FromResult(
                    Directory
                        .GetFiles(access.Data, "*.eml", SearchOption.AllDirectories)
                        .Select(file => MimeMessage.Load(file))
                        .FirstOrDefault(mail => mail.TextBody!.Contains(subject, StringComparison.Ordinal))
                ),
            "the notice is mailed"
        );
        Assert.Equal("partner1@platform.example", mail.To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task Notices_need_somebody_signed_in() => (await access.Anonymous.Get(Notices)).Expect(401, "auth.token-missing");

    private async Task<string> NotifyAsync(string? concerned)
    {
        var subject = Guid.CreateVersion7().ToString();
        await access.DeliverAsync(Filed(), subject, audience: Audience.Of(concerned).Notifying(concerned));
        return subject;
    }

    private async Task<JsonNode?[]> OfAsync(Account account, string subject) =>
        [
            .. (await access.As(account).Get($"{Notices}?limit=200")).Expect(HttpStatusCode.OK)["items"]!
                .AsArray()
                .Where(notice => notice!["subject"]!.GetValue<string>() == subject),
        ];

    private static ReportFiled Filed() => new() { OrganisationId = Guid.CreateVersion7(), Year = 2026 };

    private static OrganisationTierChanged Snapshot() =>
        new()
        {
            Organisation = new()
            {
                OrganisationId = Guid.CreateVersion7(),
                Name = new() { En = "Good Days" },
                LegalForm = "company",
                County = "花蓮縣",
                Sdgs = [3],
                Stage = "diffusion",
                StatusPoints = [],
                Light = "green",
                Tier = "2",
            },
        };
}
