using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Access.Tests;

/// <summary>What an endpoint was sent.</summary>
internal sealed record Received(string Id, long Timestamp, string Signature, string ContentType, byte[] Body)
{
    public JsonNode Json { get; } = JsonNode.Parse(Body)!;

    public bool IsChallenge => Json["type"]!.GetValue<string>() == "access.webhook-verification";
}

/// <summary>A partner's endpoint on loopback. It answers challenges, and events as it is told.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> received = new();

    private WebhookReceiver(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single() + "/hook?key=of-the-partner";

    /// <summary>What it does with an event: the default takes it.</summary>
    public Func<Received, HttpResponse, Task> OnEvent { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What it does with a challenge: the default answers it.</summary>
    public Func<Received, HttpResponse, Task> OnChallenge { get; set; } =
        (challenge, response) => response.WriteAsJsonAsync(new { challenge = challenge.Json["data"]!["challenge"]!.GetValue<string>() });

    public IReadOnlyList<Received> Events => [.. received.Where(message => !message.IsChallenge)];

    public IReadOnlyList<Received> Challenges => [.. received.Where(message => message.IsChallenge)];

    public IEnumerable<Guid> Ids => Events.Select(message => Guid.Parse(message.Id));

    public static Func<Received, HttpResponse, Task> Answers(int status) =>
        (_, response) =>
        {
            response.StatusCode = status;
            return Task.CompletedTask;
        };

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new WebhookReceiver(builder.Build());
        receiver.app.MapPost("/hook", receiver.ReceiveAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(0);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpRequest request, HttpResponse response)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var message = new Received(
            request.Headers["webhook-id"].Single()!,
            long.Parse(request.Headers["webhook-timestamp"].Single()!, System.Globalization.CultureInfo.InvariantCulture),
            request.Headers["webhook-signature"].Single()!,
            request.ContentType!,
            body.ToArray()
        );
        received.Enqueue(message);
        await (message.IsChallenge ? OnChallenge : OnEvent)(message, response);
    }
}
