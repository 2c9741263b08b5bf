using System.Net;
using Platform.Harness;

namespace Platform.EndToEnd.Tests;

/// <summary>SIGKILL at random moments while a client writes: what was answered is there afterwards, every effect exactly once.</summary>
public sealed class KilledWhileWritingTests(StandalonePlatform platform) : IClassFixture<StandalonePlatform>
{
    private const int Kills = 20;

    private sealed record Written(string Key, string Ubn, Guid ApplicationId, Guid? OrganisationId);

    [Fact]
    public async Task Nothing_answered_is_lost_and_nothing_happens_twice()
    {
        var random = new Random(20260101);
        var written = new List<Written>();
        using var stop = new CancellationTokenSource();
        var next = 20_000_000;
        var writer = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                written.Add(await WriteAsync(NextUbn(ref next)));
        });
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = written.Count;
            await Eventually.TrueAsync(() => Task.FromResult(written.Count > before || writer.IsCompleted), "the client gets on", TimeSpan.FromSeconds(60));
            await Task.Delay(random.Next(5, 400));
            await platform.KillAsync();
            await platform.StartAsync();
        }

        await stop.CancelAsync();
        await writer;

        // Each registration reached the other service exactly once: the feed has one event for each, in any order.
        var admin = await platform.AsAsync("admin");
        var seen = new Dictionary<string, int>();
        await Eventually.TrueAsync(async () =>
        {
            seen.Clear();
            for (var after = "0"; ;)
            {
                var page = (await admin.Get($"/api/access/v1/events?after={after}&limit=200")).Expect(HttpStatusCode.OK);
                foreach (var item in page["items"]!.AsArray().Where(item => item!["type"]!.GetValue<string>() == "registry.organisation-registered"))
                    seen[item!["subject"]!.GetValue<string>()] = seen.GetValueOrDefault(item["subject"]!.GetValue<string>()) + 1;
                if (page["items"]!.AsArray().Count < 200)
                    break;
                after = page["nextCursor"]!.GetValue<string>();
            }

            return written.All(registered => seen.ContainsKey(registered.OrganisationId.ToString()!));
        }, "every registration is in the feed");
        Assert.All(seen, found => Assert.Equal(1, found.Value));
        Assert.Equal(written.Count, seen.Count);
        foreach (var registered in written)
            Assert.Equal(registered.OrganisationId, (await platform.Anonymous.Get($"/api/registry/v1/organisations/by-ubn/{registered.Ubn}")).Expect(HttpStatusCode.OK).Id);
    }

    /// <summary>Applies, submits and registers one organisation; after a broken connection it repeats with the same key until it is answered.</summary>
    private async Task<Written> WriteAsync(string ubn)
    {
        var application = (await UntilAnsweredAsync("org1", "/api/registry/v1/applications", Bodies.Application(ubn))).Expect(HttpStatusCode.Created).Id;
        (await UntilAnsweredAsync("org1", $"/api/registry/v1/applications/{application}/submit", null)).Expect(HttpStatusCode.OK);
        var accepted = (await UntilAnsweredAsync("registrar", $"/api/registry/v1/applications/{application}/accept", null)).Expect(HttpStatusCode.OK);
        return new(ubn, ubn, application, accepted["organisationId"]!.GetValue<Guid>());
    }

    private async Task<Reply> UntilAnsweredAsync(string account, string path, object? body)
    {
        var key = Guid.NewGuid().ToString();
        Reply? answer = null;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                var reply = await (await platform.AsAsync(account)).Post(path, body, ("Idempotency-Key", key));
                answer = reply.Status == HttpStatusCode.ServiceUnavailable || reply.Code == "idempotency.in-progress" ? null : reply;
            }
            catch (HttpRequestException)
            {
                // The process was killed under the request: whether it was done is what the repetition finds out.
            }

            return answer is not null;
        }, $"an answer to {path}", TimeSpan.FromSeconds(60));
        return answer!;
    }

    private static string NextUbn(ref int next)
    {
        while (true)
        {
            var candidate = (++next).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (ServiceDefaults.Identifiers.Ubn.IsValid(candidate))
                return candidate;
        }
    }
}
