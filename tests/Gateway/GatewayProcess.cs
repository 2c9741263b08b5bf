using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Web;

namespace Platform.Gateway.Tests;

/// <summary>A gateway with settings of its own, as in its own process.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("platform-test-").FullName;
    private readonly WebApplication app;

    private GatewayProcess(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development, ApplicationName = "gateway" }
        );
        builder.Configuration.AddInMemoryCollection([new("Platform:Data", folder), .. settings]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddGateway();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        app = builder.Build();
        app.MapGateway();
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Edge { get; } = new();

    /// <summary>Its container.</summary>
    public IServiceProvider Services => app.Services;

    public static async Task<GatewayProcess> StartAsync(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var gateway = new GatewayProcess(settings);
        await gateway.app.StartPlatformAsync();
        gateway.Edge.BaseAddress = new Uri(gateway.app.Urls.Single());
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        Edge.Dispose();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
