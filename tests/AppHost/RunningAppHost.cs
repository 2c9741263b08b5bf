using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.AppHost.Tests;

/// <summary>The AppHost's own model on the servers of this machine, with its dashboard, started once for these tests.</summary>
public sealed class RunningAppHost : IAsyncLifetime
{
    private DistributedApplication? app;

    /// <summary>The data folder.</summary>
    public string Data { get; } = Directory.CreateTempSubdirectory("platform-apphost-").FullName;

    /// <summary>The gateway.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    /// <summary>Aspire's dashboard.</summary>
    public Uri Dashboard { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    /// <summary>The model.</summary>
    public DistributedApplicationModel Model => App.Services.GetRequiredService<DistributedApplicationModel>();

    /// <summary>Tells of states.</summary>
    public ResourceNotificationService Notifications => App.ResourceNotifications;

    private DistributedApplication App => app ?? throw new InvalidOperationException("The AppHost has not been started.");

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", Dashboard.ToString().TrimEnd('/'));
        Environment.SetEnvironmentVariable("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", $"http://127.0.0.1:{Ports.Free()}");
        Environment.SetEnvironmentVariable("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", $"http://127.0.0.1:{Ports.Free()}");
        string[] arguments =
        [
            "--PLATFORM_SERVERS=native",
            $"--PLATFORM_URL={Address.ToString().TrimEnd('/')}",
            $"--PLATFORM_DATA={Data}",
            "--PLATFORM_SAMPLE=false",
            "--DcpPublisher:RandomizePorts=false",
        ];
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(arguments, (options, _) =>
            options.DisableDashboard = false
        );
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        app = await builder.BuildAsync();
        await app.StartAsync();
        await Task.WhenAll(
            Model
                .Resources.OfType<ProjectResource>()
                .Where(program => !program.Name.EndsWith("-migration", StringComparison.Ordinal))
                .Select(program => app.ResourceNotifications.WaitForResourceHealthyAsync(program.Name))
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        Directory.Delete(Data, recursive: true);
    }

    /// <summary>The id of the process that a resource runs in.</summary>
    public int ProcessIdOf(string resource)
    {
        Assert.True(Notifications.TryGetCurrentState(resource, out var state), $"{resource} has no state");
        var value = state.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value;
        return Convert.ToInt32(value, CultureInfo.InvariantCulture);
    }

    /// <summary>A client of the gateway, signed in with a development account when one is named.</summary>
    public async Task<HttpClient> ClientAsync(string? account = null)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (account is not null)
        {
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "password",
                    ["username"] = account,
                    ["password"] = account,
                }
            );
            client.DefaultRequestHeaders.Authorization = new(
                "Bearer",
                (await client.Post("/connect/token", form))["access_token"]!.GetValue<string>()
            );
        }

        return client;
    }

    /// <summary>A client of the dashboard's telemetry API.</summary>
    public HttpClient TelemetryClient()
    {
        var client = new HttpClient { BaseAddress = Dashboard };
        client.DefaultRequestHeaders.Add("x-api-key", App.Services.GetRequiredService<IConfiguration>()["AppHost:DashboardApiKey"]);
        return client;
    }
}
