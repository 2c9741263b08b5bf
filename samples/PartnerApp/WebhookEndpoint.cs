using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace PartnerApp;

/// <summary>Listens on the loopback address for the platform's webhooks.</summary>
internal sealed class WebhookEndpoint : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<JsonNode> events = Channel.CreateUnbounded<JsonNode>();

    // In production, store the ids in your database, in the same transaction as your processing of the event.
    private readonly ConcurrentDictionary<string, bool> seen = new();

    private WebhookEndpoint(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single() + "/platform-events";

    /// <summary>The secret of the webhook. It is in the answer to the subscription, which may arrive just after the challenge.</summary>
    public TaskCompletionSource<string> Secret { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChannelReader<JsonNode> Events => events.Reader;

    public static async Task<WebhookEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var endpoint = new WebhookEndpoint(builder.Build());
        endpoint.app.MapPost("/platform-events", endpoint.ReceiveAsync);
        await endpoint.app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        // The signature is over the raw bytes: verify it before you parse the JSON.
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        string id = request.Headers["webhook-id"].ToString(),
            timestamp = request.Headers["webhook-timestamp"].ToString(),
            signatures = request.Headers["webhook-signature"].ToString();
        if (!WebhookSignature.IsValid(await Secret.Task, id, timestamp, signatures, body.ToArray(), DateTimeOffset.UtcNow))
        {
            return Results.Unauthorized();
        }

        var message = JsonNode.Parse(body.ToArray())!;
        if ((string)message["type"]! == "access.webhook-verification")
        {
            return Results.Json(new { challenge = (string)message["data"]!["challenge"]! });
        }

        // Each event arrives at least once. Answer within ten seconds: store the event here, and process it later.
        if (seen.TryAdd(id, true))
        {
            await events.Writer.WriteAsync(message);
        }

        return Results.NoContent();
    }
}
