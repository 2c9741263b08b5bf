using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Calendar;
using Platform.Data;
using Platform.Messaging;
using Platform.Web;

namespace Platform.Harness;

/// <summary>
/// One service as it runs in the standalone host (Kestrel, SQLite in a new folder, in-process bus), with real tokens. With
/// <c>PLATFORM_TEST_STORAGE=servers</c> it runs as in a process of its own, on PostgreSQL and RabbitMQ. Derive a fixture for each service:
/// <c>public sealed class RegistryService() : TestService(builder => builder.AddRegistry(), app => app.MapRegistry());</c>
/// </summary>
public abstract class TestService(Action<WebApplicationBuilder> add, Action<WebApplication> map) : IAsyncDisposable
{
    private readonly TestStorage storage = new();
    private readonly RecordingBus recorded = new();
    private readonly ConcurrentDictionary<Guid, bool> delivered = new();
    private readonly ConcurrentDictionary<Account, HttpClient> clients = new();
    private WebApplication? app;
    private TestIssuer? issuer;

    /// <summary>The service provider of the service.</summary>
    public IServiceProvider Services => app!.Services;

    /// <summary>The business clock, which a test may move.</summary>
    public BusinessClock Clock => Services.GetRequiredService<BusinessClock>();

    /// <summary>A client without a token.</summary>
    public HttpClient Anonymous => clients.GetOrAdd(new Account("", ""), _ => NewClient(null));

    /// <summary>
    /// Every event that the service has published, once: a service that stops after publishing an event and before deleting it from the
    /// outbox publishes it again.
    /// </summary>
    public IReadOnlyList<EventEnvelope> Published => [.. recorded.Events.DistinctBy(published => published.Id)];

    /// <summary>The settings of this fixture.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    /// <summary>Starts the service; call it from the fixture's <c>InitializeAsync</c>.</summary>
    public async ValueTask InitializeAsync()
    {
        issuer = await TestIssuer.GetAsync();
        if (ServiceOf(Builder()) is { } service)
        {
            await storage.PrepareAsync(service, () => Build());
        }

        await StartAsync();
    }

    /// <summary>Stops the service and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Returns a client that is signed in as an account.</summary>
    public HttpClient As(Account account) => clients.GetOrAdd(account, who => NewClient(Token(who)));

    /// <summary>Returns a token of an account.</summary>
    public string Token(Account account, string? scopes = null) => issuer!.Token(account.Subject, account.Party, account.Roles, scopes);

    /// <summary>Returns a client with any token, or none.</summary>
    public HttpClient NewClient(string? token)
    {
        var client = new HttpClient { BaseAddress = new Uri(app!.Urls.Single()) };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return client;
    }

    /// <summary>Delivers an event of another service (or of this one) and waits until every consumer has committed it.</summary>
    public async Task<EventEnvelope> DeliverAsync(
        object @event,
        string? subject = null,
        long version = 1,
        Guid? id = null,
        Audience? audience = null
    )
    {
        var name = EventTypes.NameOf(@event.GetType());
        var envelope = new EventEnvelope
        {
            Id = id ?? Guid.CreateVersion7(),
            Type = name,
            Source = "/" + name.Split('.')[0],
            Subject = subject ?? Guid.CreateVersion7().ToString(),
            Version = version,
            Time = Clock.GetUtcNow(),
            Audience = audience ?? Audience.Public,
            Body = JsonSerializer.Serialize(@event, @event.GetType(), EventTypes.Json),
        };
        await DeliverAsync(envelope);
        return envelope;
    }

    /// <summary>Delivers an event and waits until every consumer has committed it or put it in the dead letters.</summary>
    public async Task DeliverAsync(EventEnvelope envelope)
    {
        var inbox = Services.GetRequiredService<Inbox>();
        var consumers = inbox.Consumers.Where(consumer => consumer.Consumes(envelope.Type)).ToArray();
        if (Services.GetService<InProcessBus>() is not null || !delivered.TryAdd(envelope.Id, true))
        {
            // A second delivery bypasses the broker as well, because the broker gives no sign of when the consumers have received it
            // again.
            await Task.WhenAll(consumers.Select(consumer => inbox.ReceiveAsync(consumer, envelope, CancellationToken.None)));
            return;
        }

        await recorded.Bus.PublishAsync(envelope, CancellationToken.None);
        await Eventually.TrueAsync(
            async () => (await ConsumersOfAsync(envelope)).IsSupersetOf(consumers.Select(consumer => consumer.Name)),
            $"every consumer has taken {envelope.Type}",
            TimeSpan.FromSeconds(60)
        );
    }

    /// <summary>Waits until the service has published a matching event of a type, and returns its content.</summary>
    public async Task<T> PublishedAsync<T>(Func<T, bool>? fits = null)
        where T : class
    {
        var name = EventTypes.NameOf(typeof(T));
        T? found = null;
        await Eventually.TrueAsync(
            () =>
            {
                found = recorded
                    .Events.Where(published => published.Type == name)
                    .Select(published => JsonSerializer.Deserialize<T>(published.Body, EventTypes.Json)!)
                    .FirstOrDefault(content => fits is null || fits(content));
                return Task.FromResult(found is not null);
            },
            $"{name} is published"
        );
        return found!;
    }

    /// <summary>Runs code with a service from a new scope, e.g. the DbContext.</summary>
    public async Task<TResult> InScopeAsync<T, TResult>(Func<T, Task<TResult>> run)
        where T : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static string? ServiceOf(WebApplicationBuilder builder) =>
        builder.Services.Select(added => added.ImplementationInstance).OfType<ServiceName>().SingleOrDefault()?.Name;

    private WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection([
            new("Platform:Data", storage.Folder),
            new("Identity:Issuer", TestIssuer.Issuer),
            new("services:access:http:0", issuer!.Address),
            .. storage.Settings,
            .. Settings,
        ]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        add(builder);
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddFilter("MassTransit", LogLevel.Error);
        return builder;
    }

    private WebApplication Build()
    {
        var builder = Builder();
        if (builder.Services.LastOrDefault(added => added.ServiceType == typeof(IEventBus)) is { } bus)
        {
            builder.Services.AddSingleton<IEventBus>(services =>
                recorded.Around(
                    (IEventBus)(
                        bus.ImplementationFactory?.Invoke(services) ?? ActivatorUtilities.CreateInstance(services, bus.ImplementationType!)
                    )
                )
            );
        }

        var built = builder.Build();
        map(built);
        return built;
    }

    private async Task StartAsync()
    {
        app = Build();
        await app.StartPlatformAsync();
    }

    private async Task StopAsync()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        clients.Clear();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    /// <summary>Returns the consumers that have committed an event or put it in the dead letters.</summary>
    private async Task<HashSet<string>> ConsumersOfAsync(EventEnvelope envelope)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MessagingDbContext>();
        return
        [
            .. await db.Set<InboxMessage>().Where(row => row.MessageId == envelope.Id).Select(row => row.Consumer).ToListAsync(),
            .. await db.Set<DeadLetter>().Where(row => row.MessageId == envelope.Id).Select(row => row.Consumer).ToListAsync(),
        ];
    }

    private sealed class RecordingBus : IEventBus
    {
        private IEventBus? inner;

        public ConcurrentQueue<EventEnvelope> Events { get; } = new();

        /// <summary>The bus whose events it records.</summary>
        public IEventBus Bus => inner!;

        public RecordingBus Around(IEventBus bus)
        {
            inner = bus;
            return this;
        }

        public async Task PublishAsync(EventEnvelope envelope, CancellationToken cancellationToken)
        {
            await inner!.PublishAsync(envelope, cancellationToken);
            Events.Enqueue(envelope);
        }
    }
}
