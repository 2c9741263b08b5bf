using System.Net;
using System.Text.Json.Nodes;
using Platform.Harness;
using Platform.Messaging;

namespace Platform.Sandbox.Tests.Features;

/// <summary>A confidential request is seen by its parties and leaks nowhere else, whatever happens to it.</summary>
public sealed class ConfidentialityTests(ConfidentialLife sandbox) : IClassFixture<ConfidentialLife>
{
    [Fact]
    public void No_event_of_its_life_holds_a_word_of_it_or_is_seen_by_others()
    {
        var events = Events(sandbox.Id);
        Assert.Equal(
            [
                "sandbox.deadline-approaching",
                "sandbox.deadline-extended",
                "sandbox.deadline-missed",
                "sandbox.meeting-called",
                "sandbox.meeting-cancelled",
                "sandbox.opinion-given",
                "sandbox.opinion-requested",
                "sandbox.question-confirmed",
                "sandbox.question-sent",
                "sandbox.request-closed",
                "sandbox.request-decided",
                "sandbox.request-received",
                "sandbox.request-screened",
                "sandbox.trial-ended",
                "sandbox.trial-extended",
                "sandbox.trial-resumed",
                "sandbox.trial-started",
                "sandbox.trial-suspended",
                "sandbox.work-handed-over",
            ],
            events.Select(published => published.Type).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(events, published =>
        {
            Assert.False(ContainsSecret(published.Body));
            Assert.False(published.Audience.IsPublic);
            Assert.False(published.Audience.Includes(Accounts.Org2.Party, Accounts.Org2.Roles));
            Assert.False(published.Audience.Includes(Accounts.Mof.Party, Accounts.Mof.Roles));
        });
        // The open request's words are found in the same way.
        Assert.Contains(Events(sandbox.OpenId), published =>
            Read(published.Body).Contains(ConfidentialLife.Open, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void No_line_of_the_log_holds_a_word_of_it_at_any_level()
    {
        Assert.Contains(sandbox.Logged, line => line.Contains("/requests", StringComparison.Ordinal));
        Assert.DoesNotContain(sandbox.Logged, ContainsSecret);
    }

    [Fact]
    public async Task It_is_no_precedent_also_when_publishing_is_tried_and_none_can_cite_it()
    {
        (await sandbox.Ndc.Post($"{SandboxService.Requests}/{sandbox.Id}/publish")).Expect(422, "sandbox.confidential");
        (await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents/{sandbox.CaseNo}")).Expect(404, "request.not-found");
        foreach (
            var query in new[]
            {
                "",
                $"?q={ConfidentialLife.Secret}",
                $"?law={ConfidentialLife.Secret}",
                $"?q={sandbox.CaseNo}",
                $"?q={ConfidentialLife.Open}",
            }
        )
        {
            var found = (await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents{query}")).Expect(HttpStatusCode.OK);
            Assert.DoesNotContain(sandbox.CaseNo, found.Text, StringComparison.Ordinal);
            Assert.False(ContainsSecret(found.Text));
        }

        Assert.Single((await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents?q={ConfidentialLife.Open}"))["items"]!.AsArray());
        var filing = SandboxService.Filing();
        filing["identicalTo"] = sandbox.CaseNo;
        (await sandbox.As(Accounts.Org2).Post(SandboxService.Requests, filing)).Expect(422, "sandbox.precedent-unknown");
        (await sandbox.As(SandboxService.Hualien).Post($"{SandboxService.Requests}/{sandbox.Id}/acknowledgements")).Expect(
            404,
            "request.not-found"
        );
    }

    [Fact]
    public async Task Statistics_are_what_they_were_without_it()
    {
        var figures = await sandbox.FiguresAsync();
        Assert.Equal(sandbox.FiguresBefore, figures);
        Assert.False(ContainsSecret(figures));
    }

    [Theory]
    [InlineData("ndc", 1)]
    [InlineData("org1", 1)]
    [InlineData("moea", 1)]
    [InlineData("org2", 0)]
    [InlineData("mof", 0)]
    public async Task Only_its_parties_find_it_by_its_words(string who, int found)
    {
        var account = new[] { Accounts.Ndc, Accounts.Org1, Accounts.Moea, Accounts.Org2, Accounts.Mof }.Single(account =>
            account.Subject == who
        );
        var list = (await sandbox.As(account).Get($"{SandboxService.Requests}?q={ConfidentialLife.Secret}")).Expect(HttpStatusCode.OK);
        Assert.Equal((found, found > 0), (list["items"]!.AsArray().Count, ContainsSecret(list.Text)));
        (await sandbox.As(account).Get($"{SandboxService.Requests}/{sandbox.Id}/timeline")).Expect(
            found > 0 ? HttpStatusCode.OK : HttpStatusCode.NotFound
        );
    }

    private EventEnvelope[] Events(Guid id) => [.. sandbox.Published.Where(published => published.Subject == id.ToString())];

    // Written as it is, normalised for search, or escaped as JSON may be.
    private static bool ContainsSecret(string text) =>
        text.Contains("xylophone", StringComparison.OrdinalIgnoreCase)
        || text.Contains("密匙", StringComparison.Ordinal)
        || text.Contains(@"\u5bc6\u5319", StringComparison.OrdinalIgnoreCase);

    private static string Read(string json) =>
        string.Join('\n', JsonNode.Parse(json)!.AsObject().Select(member => member.Value?.ToString()));
}
