using System.Collections.Concurrent;
using System.Net;
using Platform.Domain;
using Platform.Harness;

namespace Platform.EndToEnd.Tests;

/// <summary>A client that registers one organisation after the other, whatever breaks meanwhile, and knows what it was answered.</summary>
internal sealed class RegistrationWriter(RunningPlatform platform)
{
    // A breath between two registrations leaves what was killed the processor that it needs to start.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<(string Ubn, Guid OrganisationId)> written = [];
    private int next = 20_000_000;

    public int Count => written.Count;

    public IEnumerable<Guid> Organisations => written.Select(registered => registered.OrganisationId);

    /// <summary>Until it is stopped; the registration under way is finished.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await RegisterAsync(NextUbn());
            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Registers one organisation, however often that needs to be tried.</summary>
    public async Task<Guid> RegisterAsync(string ubn)
    {
        var registered = await WriteAsync(ubn);
        written.Enqueue(registered);
        return registered.OrganisationId;
    }

    public string NextUbn()
    {
        while (true)
        {
            var candidate = Interlocked.Increment(ref next).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (Ubn.IsValid(candidate))
            {
                return candidate;
            }
        }
    }

    /// <summary>
    /// What was answered is there, and each registration reached the other service exactly once: the feed has one event for each, in any
    /// order.
    /// </summary>
    public async Task EachIsThereOnceAsync()
    {
        Dictionary<string, int> seen = [];
        await Eventually.TrueAsync(
            async () =>
            {
                seen = await FeedAsync("registry.organisation-registered");
                return written.All(registered => seen.ContainsKey(registered.OrganisationId.ToString()));
            },
            "every registration is in the feed",
            TimeSpan.FromSeconds(60)
        );
        Assert.All(seen, found => Assert.Equal(1, found.Value));
        Assert.Equal(written.Count, seen.Count);
        foreach (var (ubn, organisation) in written)
        {
            Assert.Equal(
                organisation,
                (await platform.Anonymous.Get($"/api/registry/v1/organisations/by-ubn/{ubn}")).Expect(HttpStatusCode.OK).Id
            );
        }
    }

    /// <summary>How often the feed holds an event of a type about each subject that the account may see.</summary>
    public async Task<Dictionary<string, int>> FeedAsync(string type, string account = "admin")
    {
        var reader = await platform.AsAsync(account);
        var seen = new Dictionary<string, int>();
        for (var after = "0"; ; )
        {
            var page = (await reader.Get($"/api/access/v1/events?after={after}&limit=200")).Expect(HttpStatusCode.OK);
            foreach (
                var subject in page["items"]!
                    .AsArray()
                    .Where(item => item!["type"]!.GetValue<string>() == type)
                    .Select(item => item!["subject"]!.GetValue<string>())
            )
            {
                seen[subject] = seen.GetValueOrDefault(subject) + 1;
            }

            if (page["items"]!.AsArray().Count < 200)
            {
                return seen;
            }

            after = page["nextCursor"]!.GetValue<string>();
        }
    }

    /// <summary>
    /// Applies, submits and registers one organisation; after a broken connection it repeats with the same key until it is answered.
    /// </summary>
    private async Task<(string Ubn, Guid OrganisationId)> WriteAsync(string ubn)
    {
        var application = (await UntilAnsweredAsync("org1", "/api/registry/v1/applications", Bodies.Application(ubn)))
            .Expect(HttpStatusCode.Created)
            .Id;
        (await UntilAnsweredAsync("org1", $"/api/registry/v1/applications/{application}/submit", null)).Expect(HttpStatusCode.OK);
        var accepted = (await UntilAnsweredAsync("registrar", $"/api/registry/v1/applications/{application}/accept", null)).Expect(
            HttpStatusCode.OK
        );
        return (ubn, accepted["organisationId"]!.GetValue<Guid>());
    }

    private async Task<Reply> UntilAnsweredAsync(string account, string path, object? body)
    {
        var client = await platform.AsAsync(account);
        var key = Guid.NewGuid().ToString();
        Reply? answer = null;
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    var reply = await client.Post(path, body, ("Idempotency-Key", key));
                    answer = reply.Status == HttpStatusCode.ServiceUnavailable || reply.Code == "idempotency.in-progress" ? null : reply;
                }
                catch (HttpRequestException)
                {
                    // Killed under the request: whether it was done is what the repetition finds out.
                }

                return answer is not null;
            },
            $"an answer to {path}",
            TimeSpan.FromSeconds(60)
        );
        return answer!;
    }
}
