using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Messaging;
using Platform.Web;

namespace Platform.Harness;

/// <summary>A service or the gateway, with the functions that add and map it.</summary>
/// <param name="Name">The name in paths.</param>
/// <param name="Add">Adds it to a builder.</param>
/// <param name="Map">Maps its endpoints.</param>
public sealed record Module(string Name, Action<WebApplicationBuilder> Add, Action<WebApplication> Map);

/// <summary>
/// Several services, each with its own service provider, data folder and clock as if in its own process, on one in-process bus. With
/// <c>PLATFORM_TEST_STORAGE=servers</c> each has its own PostgreSQL database, and the bus is RabbitMQ. The Access service among them is
/// the issuer. When a gateway is given, it is in front of them.
/// </summary>
public abstract class TestPlatform(IReadOnlyList<Module> modules, Module? gateway = null) : IAsyncDisposable
{
    private readonly TestStorage storage = new();
    private readonly Dictionary<string, WebApplication> apps = [];

    /// <summary>The settings of every host.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    /// <summary>Returns the address of a service or the gateway.</summary>
    public Uri AddressOf(string name) => new(apps[name].Urls.Single());

    /// <summary>Returns the service provider of a service.</summary>
    public IServiceProvider ServicesOf(string name) => apps[name].Services;

    /// <summary>Returns the data folder of a service.</summary>
    public string FolderOf(string name) => Path.Combine(storage.Folder, name);

    /// <summary>Starts everything; call it from the fixture's <c>InitializeAsync</c>.</summary>
    public async ValueTask InitializeAsync()
    {
        var bus = new InProcessBus { ExpectedServices = modules.Count };
        var addresses = new Dictionary<string, string?>();
        var waiting = new List<IConfiguration>();
        // Every queue exists before any service publishes, as in a deployment.
        foreach (var module in modules)
        {
            await storage.PrepareAsync(module.Name, () => Build(module, Builder(module, addresses)));
        }

        foreach (var module in modules)
        {
            var builder = Builder(module, addresses);
            builder.Services.AddSingleton(bus);
            waiting.Add(builder.Configuration);
            await StartAsync(module, builder);
            addresses[$"services:{module.Name}:http:0"] = apps[module.Name].Urls.Single();
        }

        // The address of Access is only known now; the services read its keys with the first token.
        foreach (var configuration in waiting)
        {
            configuration["services:access:http:0"] = addresses.GetValueOrDefault("services:access:http:0");
        }

        if (gateway is not null)
        {
            await storage.PrepareCacheAsync();
            await StartAsync(gateway, Builder(gateway, addresses));
        }
    }

    /// <summary>Returns a client of a service or the gateway, without a token.</summary>
    public HttpClient Anonymous(string name) => new() { BaseAddress = AddressOf(name) };

    /// <summary>Returns a client of a service or the gateway, with a token that Access issued.</summary>
    public async Task<HttpClient> AsAsync(Account account, string name)
    {
        var client = Anonymous(name);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(account));
        return client;
    }

    /// <summary>Returns a token of a development account.</summary>
    public async Task<string> TokenAsync(Account account)
    {
        using var client = Anonymous("access");
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["username"] = account.Subject,
                ["password"] = account.Subject,
            }
        );
        var reply = await client.Call(HttpMethod.Post, "/connect/token", form);
        return reply.Expect(System.Net.HttpStatusCode.OK)["access_token"]!.GetValue<string>();
    }

    /// <summary>Stops one service, as if its process had ended.</summary>
    public Task StopAsync(string name) => apps[name].StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values.Reverse())
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private WebApplicationBuilder Builder(Module module, Dictionary<string, string?> addresses)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = Environments.Development,
                ApplicationName = module.Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Configuration.AddInMemoryCollection([
            new("Platform:Data", FolderOf(module.Name)),
            new("Identity:Issuer", TestIssuer.Issuer),
            .. addresses,
            .. storage.Settings,
            .. Settings,
        ]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }

    private static WebApplication Build(Module module, WebApplicationBuilder builder)
    {
        module.Add(builder);
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddFilter("MassTransit", LogLevel.Error);
        var app = builder.Build();
        module.Map(app);
        return app;
    }

    private async Task StartAsync(Module module, WebApplicationBuilder builder)
    {
        var app = Build(module, builder);
        apps[module.Name] = app;
        await app.StartPlatformAsync();
    }
}
