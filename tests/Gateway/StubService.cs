using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Gateway.Tests;

/// <summary>A process of a service that does what a test tells it.</summary>
internal sealed class StubService : IAsyncDisposable
{
    private readonly WebApplication app;
    private int received;

    private StubService(string name, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        app = builder.Build();
        app.MapGet("/health/ready", () => Results.StatusCode(IsReady ? 200 : 503));
        app.MapFallback(async http =>
        {
            Interlocked.Increment(ref received);
            await Behaves(http);
            if (!http.Response.HasStarted && http.Response.StatusCode == 200)
            {
                await http.Response.WriteAsync(name);
            }
        });
    }

    public int Received => received;

    public bool IsReady { get; set; } = true;

    public Func<HttpContext, Task> Behaves { get; set; } = _ => Task.CompletedTask;

    public string Address => app.Urls.Single();

    public static async Task<StubService> StartAsync(string name, int port = 0)
    {
        var stub = new StubService(name, port);
        await stub.app.StartAsync();
        return stub;
    }

    /// <summary>Reads the request and lets the connection break instead of an answer.</summary>
    public static async Task BreakAsync(HttpContext http)
    {
        await http.Request.Body.CopyToAsync(Stream.Null);
        http.Abort();
    }

    public static Task AnswerUnavailableAsync(HttpContext http)
    {
        http.Response.StatusCode = 503;
        http.Response.Headers.RetryAfter = "7";
        return http.Response.WriteAsync("the database is away");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
