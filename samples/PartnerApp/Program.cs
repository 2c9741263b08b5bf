// A partner's program, from its first token to the event feed. Start the platform with webhooks to this machine allowed, which is possible
// in Development only:
//
//     Access__Webhooks__AllowPrivateAddresses=true ./dev run
//
// Then run this program more than once: the second time, it resumes the feed where the first run stopped.
//
//     dotnet run --project samples/PartnerApp [address of the platform] [file that stores the place in the feed]
using System.Globalization;
using System.Text.Json.Nodes;
using PartnerApp;

var address = new Uri(args.ElementAtOrDefault(0) ?? "http://localhost:8080");
var cursorFile = args.ElementAtOrDefault(1) ?? "partner-app.cursor";
using var platform = new HttpClient { BaseAddress = address };

// 1. A token. It is valid for an hour: use it for every call, and request the next one shortly before it expires. Do not put the secret in
// your source code.
var token = await SendAsync(
    HttpMethod.Post,
    "/connect/token",
    new FormUrlEncodedContent(
        new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Environment.GetEnvironmentVariable("PARTNER_CLIENT_ID") ?? "partner-app",
            ["client_secret"] = Environment.GetEnvironmentVariable("PARTNER_CLIENT_SECRET") ?? "partner-app-secret",
        }
    )
);
platform.DefaultRequestHeaders.Authorization = new("Bearer", (string)token["access_token"]!);
Console.WriteLine($"Token: good for {token["expires_in"]} s.");

// 2. A webhook. Start the endpoint before you subscribe: it gets a challenge at once, and events only after it has answered the challenge.
await using var endpoint = await WebhookEndpoint.StartAsync();
var webhook = await SendAsync(
    HttpMethod.Post,
    "/api/access/v1/webhooks",
    Json(new { url = endpoint.Url, eventTypes = new[] { "rewards.purchase-declared" } })
);
endpoint.Secret.SetResult((string)webhook["secrets"]![0]!["secret"]!);
var webhookPath = $"/api/access/v1/webhooks/{webhook["id"]}";
while ((string)(await SendAsync(HttpMethod.Get, webhookPath))["status"]! != "enabled")
{
    await Task.Delay(TimeSpan.FromMilliseconds(200));
}

Console.WriteLine("Webhook: the endpoint is verified.");

try
{
    // 3. A purchase. The Idempotency-Key makes it safe to repeat: choose it before the first attempt, store it with your own record, and
    // use the same one whenever you do not know whether the request arrived. The request has one effect, and every repetition gets the
    // first answer.
    var buyer = await SendAsync(
        HttpMethod.Post,
        "/api/rewards/v1/buyers",
        Json(
            new
            {
                name = new { en = "Sample Partner" },
                kind = "company",
                isSme = true,
                affiliates = Array.Empty<string>(),
            }
        )
    );
    var organisations = await SendAsync(HttpMethod.Get, "/api/registry/v1/organisations?status=registered&limit=50");
    var supplierUbn = organisations["items"]!
        .AsArray()
        .Select(organisation => (string?)organisation!["ubn"])
        .First(ubn => ubn is not null);
    var voucherNo = $"PA-{Guid.NewGuid():N}"[..15];
    var purchase = new
    {
        buyerId = (string)buyer["id"]!,
        supplierUbn,
        amountTwd = 120_000,
        // All legal dates are dates in Taipei.
        purchasedOn = DateTimeOffset.UtcNow.AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        voucherNo,
        cooperation = "supplyChain",
        description = "Lunches",
        evidence = Array.Empty<object>(),
    };
    var first = await DeclareAsync(purchase, $"purchase-{voucherNo}");
    var again = await DeclareAsync(purchase, $"purchase-{voucherNo}");
    if (first.Id != again.Id || first.IsReplayed || !again.IsReplayed)
    {
        throw new InvalidOperationException("The repetition was not recognised.");
    }

    Console.WriteLine($"Purchase: {first.Id} declared; the repetition is the same purchase.");

    // 4. The webhook arrives. WebhookEndpoint verifies the signature before it uses the message.
    using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
    JsonNode notice;
    do
    {
        notice = await endpoint.Events.ReadAsync(timeout.Token);
    } while ((string)notice["subject"]! != first.Id);
    Console.WriteLine($"Webhook: {notice["type"]} of {notice["subject"]}, signature valid.");

    // 5. The feed: the same events, in order, for as long as you like. Store nextCursor once you have processed a page, and resume from
    // there after a stop. Then nothing is skipped and nothing is repeated.
    var cursor = File.Exists(cursorFile) ? await File.ReadAllTextAsync(cursorFile) : "0";
    Console.WriteLine($"Feed: going on after {cursor}.");
    for (var isThere = false; !isThere; )
    {
        // With wait, the answer comes as soon as there is a new event, and after this many seconds at the latest.
        var page = await SendAsync(HttpMethod.Get, $"/api/access/v1/events?after={cursor}&limit=100&wait=10");
        var events = page["items"]!.AsArray();
        isThere = events.Any(happened => (string)happened!["subject"]! == first.Id);
        cursor = (string)page["nextCursor"]!;
        await File.WriteAllTextAsync(cursorFile, cursor);
        Console.WriteLine($"Feed: {events.Count} events, now at {cursor}.");
    }
}
finally
{
    await SendAsync(HttpMethod.Delete, webhookPath);
}

return 0;

async Task<(string Id, bool IsReplayed)> DeclareAsync(object purchase, string idempotencyKey)
{
    using var request = new HttpRequestMessage(HttpMethod.Post, "/api/rewards/v1/purchases")
    {
        Content = Json(purchase),
        Headers = { { "Idempotency-Key", idempotencyKey } },
    };
    using var response = await platform.SendAsync(request);
    var declared = await ReadAsync(response);
    return ((string)declared["id"]!, response.Headers.Contains("Idempotency-Replayed"));
}

async Task<JsonNode> SendAsync(HttpMethod method, string path, HttpContent? content = null)
{
    using var request = new HttpRequestMessage(method, path) { Content = content };
    using var response = await platform.SendAsync(request);
    return await ReadAsync(response);
}

// A refusal is a problem (RFC 9457): code is stable and meant for programs; detail says what to do.
static async Task<JsonNode> ReadAsync(HttpResponseMessage response)
{
    var text = await response.Content.ReadAsStringAsync();
    return response.IsSuccessStatusCode
        ? text.Length == 0
            ? new JsonObject()
            : JsonNode.Parse(text)!
        : throw new HttpRequestException(
            $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri!.AbsolutePath}: {(int)response.StatusCode} {text}"
        );
}

static JsonContent Json(object body) => JsonContent.Create(body);
