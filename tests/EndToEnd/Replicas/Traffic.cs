using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Platform.Domain;
using Platform.Harness;

namespace Platform.EndToEnd.Tests.Replicas;

/// <summary>
/// Clients that read and register organisations without a pause. A write that was refused with 503 or whose connection broke is repeated
/// with its key, and counted; a read is never repeated. Whatever else is not what it should be is a failure.
/// </summary>
internal sealed class Traffic(ReplicatedPlatform platform, int firstUbn)
{
    private const int Writers = 3,
        Readers = 3;

    private static readonly string[] Elsewhere =
    [
        "/api/rewards/v1/totals",
        "/api/sandbox/v1/precedents",
        "/api/partnerships/v1/profiles",
        "/api/access/v1/notices",
        "/api/registry/v1/organisations?limit=5",
    ];

    private readonly ConcurrentQueue<(string Ubn, Guid Id)> registered = new();
    private readonly ConcurrentQueue<string> failures = new();
    private Task running = Task.CompletedTask;
    private volatile bool isEnding;
    private int next = firstUbn,
        reads,
        writes,
        repeated;

    public int Registered => registered.Count;

    public IReadOnlyCollection<(string Ubn, Guid Id)> Organisations => registered;

    public async Task StartAsync()
    {
        foreach (var account in new[] { "org1", "registrar", "admin" })
        {
            await platform.AsAsync(account);
        }

        running = Task.WhenAll([
            .. Enumerable.Range(0, Writers).Select(_ => WriteAsync()),
            .. Enumerable.Range(0, Readers).Select(ReadAsync),
        ]);
        await GetsOnAsync();
    }

    /// <summary>Waits until a few more registrations are done.</summary>
    public Task GetsOnAsync(int by = 5)
    {
        var before = registered.Count;
        return Eventually.TrueAsync(
            () => Task.FromResult(registered.Count >= before + by || running.IsCompleted),
            "the clients get on",
            TimeSpan.FromSeconds(60)
        );
    }

    /// <summary>Ends it: nothing failed, nothing had to be repeated, and each registration is in the feed exactly once.</summary>
    public async Task NothingWasLostAsync(ITestOutputHelper output)
    {
        isEnding = true;
        await running;
        output.WriteLine(
            $"{reads} reads, {writes} writes, {registered.Count} registrations; {failures.Count} failed, {repeated} repeated"
        );
        Assert.Empty(failures);
        Assert.Equal(0, repeated);
        List<string> seen = [];
        await Eventually.TrueAsync(
            async () =>
            {
                seen =
                [
                    .. (await platform.FeedAsync("admin"))
                        .Where(found => found.Type == "registry.organisation-registered")
                        .Select(found => found.Subject),
                ];
                return registered.All(organisation => seen.Contains(organisation.Id.ToString()));
            },
            "every registration is in the feed",
            TimeSpan.FromSeconds(60)
        );
        Assert.Equal(seen.Distinct().Count(), seen.Count);
        await platform.NoDeadLettersAsync();
    }

    private async Task WriteAsync()
    {
        while (!isEnding)
        {
            var ubn = NextUbn();
            if (
                await PostAsync("org1", "/api/registry/v1/applications", Bodies.Application(ubn), HttpStatusCode.Created)
                    is { } application
                && await PostAsync("org1", $"/api/registry/v1/applications/{application.Id}/submit", null, HttpStatusCode.OK) is not null
                && await PostAsync("registrar", $"/api/registry/v1/applications/{application.Id}/accept", null, HttpStatusCode.OK)
                    is { } accepted
            )
            {
                registered.Enqueue((ubn, accepted["organisationId"]!.GetValue<Guid>()));
            }
        }
    }

    private async Task<Reply?> PostAsync(string account, string path, object? body, HttpStatusCode wanted)
    {
        var client = await platform.AsAsync(account);
        var key = Guid.NewGuid().ToString();
        for (var attempt = 0; attempt < 20; attempt++)
        {
            try
            {
                var reply = await client.Post(path, body, ("Idempotency-Key", key));
                if (reply.Status == wanted)
                {
                    Interlocked.Increment(ref writes);
                    return reply;
                }

                if (reply.Status != HttpStatusCode.ServiceUnavailable && reply.Code != "idempotency.in-progress")
                {
                    failures.Enqueue($"POST {path}: {(int)reply.Status} {reply.Text}");
                    return null;
                }
            }
            catch (HttpRequestException)
            {
                // Whether it was done is what the repetition finds out.
            }

            Interlocked.Increment(ref repeated);
            await Task.Delay(100);
        }

        failures.Enqueue($"POST {path}: no answer");
        return null;
    }

    private async Task ReadAsync(int reader)
    {
        var client = await platform.AsAsync("org1");
        for (var i = reader; !isEnding; i++)
        {
            var latest = registered.LastOrDefault();
            var path =
                i % 2 == 0 && latest.Ubn is { } ubn ? $"/api/registry/v1/organisations/by-ubn/{ubn}" : Elsewhere[i % Elsewhere.Length];
            try
            {
                var reply = await client.Get(path);
                Interlocked.Increment(ref reads);
                if (reply.Status != HttpStatusCode.OK)
                {
                    failures.Enqueue($"GET {path}: {(int)reply.Status} {reply.Text}");
                }
            }
            catch (HttpRequestException exception)
            {
                failures.Enqueue($"GET {path}: {exception.Message}");
            }

            await Task.Delay(10);
        }
    }

    private string NextUbn()
    {
        while (true)
        {
            var candidate = Interlocked.Increment(ref next).ToString(CultureInfo.InvariantCulture);
            if (Ubn.IsValid(candidate))
            {
                return candidate;
            }
        }
    }
}
