using Platform.Access;
using Platform.Calendar;
using Platform.Data;
using Platform.Evaluation;
using Platform.Gateway;
using Platform.Messaging;
using Platform.Partnerships;
using Platform.Registry;
using Platform.Rewards;
using Platform.Sandbox;
using Platform.ServiceDefaults;
using Platform.Web;

namespace Platform.Standalone;

/// <summary>
/// Runs every service in one process, each with its own container and address, on embedded storage, behind the same gateway. The services
/// share the bus and the business clock.
/// </summary>
internal static class StandaloneHost
{
    private sealed record Module(string Name, Action<WebApplicationBuilder> Add, Action<WebApplication> Map);

    private static readonly Module[] Modules =
    [
        new("access", builder => builder.AddAccess(), app => app.MapAccess()),
        new("registry", builder => builder.AddRegistry(), app => app.MapRegistry()),
        new("rewards", builder => builder.AddRewards(), app => app.MapRewards()),
        new("sandbox", builder => builder.AddSandbox(), app => app.MapSandbox()),
        new("partnerships", builder => builder.AddPartnerships(), app => app.MapPartnerships()),
    ];

    public static async Task<int> RunAsync(EvaluationSettings settings)
    {
        var bus = new InProcessBus { ExpectedServices = Modules.Length };
        var edge = Builder("gateway", settings, settings.Url);
        edge.AddTelemetry();
        var clock = new BusinessClock(DataFolder.Of(edge.Configuration));
        edge.Services.AddSingleton(clock);

        edge.AddGateway();
        var building = Task.Run(() =>
        {
            var app = edge.Build();
            app.MapGateway();
            return app;
        });
        var services = await Task.WhenAll(Modules.Select(module => Task.Run(() => StartAsync(module, settings, bus, clock))));
        // The addresses are known only now that the services listen: the gateway needs all of them, each service needs the one of Access.
        foreach (var (module, _, app) in services)
        {
            edge.Configuration[$"services:{module.Name}:http:0"] = app.Urls.Single();
        }

        foreach (var (_, configuration, _) in services)
        {
            configuration["services:access:http:0"] = edge.Configuration["services:access:http:0"];
        }

        var gateway = await building;
        gateway.UseServiceAddresses();
        try
        {
            await gateway.StartPlatformAsync();
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            Console.Error.WriteLine(
                $"The platform cannot listen on {settings.Url}: {exception.Message} Set PLATFORM_URL to another address."
            );
            return 1;
        }

        if (settings.Sample)
        {
            await SampleData.LoadAsync(settings.Url, gateway.Lifetime.ApplicationStopping);
        }

        settings.MarkStarted();
        Welcome.Print(settings);
        // The gateway would wait for open event streams at shutdown, so the services cancel them when the gateway begins to stop; they
        // stop after it.
        foreach (var (_, _, app) in services)
        {
            gateway.Lifetime.ApplicationStopping.Register(app.Lifetime.StopApplication);
        }

        using var idle = new IdleMemory();
        await gateway.WaitForShutdownAsync();
        await Task.WhenAll(services.Select(service => service.App.StopAsync()));
        // Disposing the containers sends the last spans, metrics and log lines.
        await gateway.DisposeAsync();
        await Task.WhenAll(services.Select(service => service.App.DisposeAsync().AsTask()));
        return 0;
    }

    private static async Task<(Module Module, IConfiguration Configuration, WebApplication App)> StartAsync(
        Module module,
        EvaluationSettings settings,
        InProcessBus bus,
        BusinessClock clock
    )
    {
        var builder = Builder(module.Name, settings, "http://127.0.0.1:0");
        builder.Services.AddSingleton(bus);
        builder.Services.AddSingleton(clock);
        // Only the gateway handles Ctrl-C: it stops accepting requests first, and the services stop after it.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        module.Add(builder);
        var app = builder.Build();
        module.Map(app);
        await app.StartPlatformAsync();
        return (module, builder.Configuration, app);
    }

    private static WebApplicationBuilder Builder(string name, EvaluationSettings settings, string url)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                ApplicationName = name,
                // This host is for evaluation, so it has development accounts unless the environment is set.
                EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Development,
                ContentRootPath = AppContext.BaseDirectory,
                // Settings do not change during an evaluation, so no file watcher is needed (six fewer).
                Args = ["--hostBuilder:reloadConfigOnChange=false"],
            }
        );
        builder.Configuration[DataFolder.Setting] = settings.Data;
        builder.Configuration["Platform:Sample"] = settings.Sample ? "true" : "false";
        builder.Configuration["Identity:Issuer"] = settings.Url;
        builder.WebHost.UseUrls(url);
        return builder;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
