using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Registry.V1;
using Platform.Harness;
using Platform.Web;

namespace Platform.Messaging.Tests;

/// <summary>The shelf service as a host runs it, on a bus that tests can upset.</summary>
public sealed class ShelfService : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("platform-test-").FullName;
    private readonly TestIssuer issuer;
    private readonly WebApplication app;

    private ShelfService(TestIssuer issuer, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        this.issuer = issuer;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection([
            new("Platform:Data", folder),
            new("Identity:Issuer", TestIssuer.Issuer),
            new("services:access:http:0", issuer.Address),
            .. settings,
        ]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHostedService<Tables>();
        builder.Services.AddSingleton<PoisonedEvents>();
        builder.Services.AddSingleton<Interruption>();
        builder.Services.ConfigureDbContext<ShelfDbContext>(
            (services, options) => options.AddInterceptors(services.GetRequiredService<Interruption>())
        );
        builder.AddService<ShelfDbContext>("shelf");
        builder.Services.AddSingleton(services => new TestBus(
            services.GetService<InProcessBus>() ?? (IEventBus)services.GetRequiredService<RabbitMqBus>()
        ));
        builder.Services.AddSingleton<IEventBus>(services => services.GetRequiredService<TestBus>());
        builder
            .Logging.SetMinimumLevel(LogLevel.Critical)
            .AddProvider(Errors)
            .AddFilter<ErrorLog>(level => level >= LogLevel.Error)
            .AddProvider(Relayed)
            .AddFilter<RelayLog>(level => false)
            .AddFilter<RelayLog>(typeof(OutboxRelay).FullName, LogLevel.Warning);
        app = builder.Build();
        ShelveBook.Map(app.MapService());
    }

    internal RelayLog Relayed { get; } = new();

    internal ErrorLog Errors { get; } = new();

    internal Inbox Inbox => app.Services.GetRequiredService<Inbox>();

    internal TestBus Bus => app.Services.GetRequiredService<TestBus>();

    internal Interruption Interruption => app.Services.GetRequiredService<Interruption>();

    internal PoisonedEvents Poison => app.Services.GetRequiredService<PoisonedEvents>();

    /// <summary>Starts it; <c>ConnectionStrings:shelfdb</c> and <c>:messaging</c> among the settings put it on servers.</summary>
    public static async Task<ShelfService> StartAsync(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var service = new ShelfService(await TestIssuer.GetAsync(), settings);
        await service.app.StartPlatformAsync();
        return service;
    }

    public HttpClient As(Account account)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            issuer.Token(account.Subject, account.Party, account.Roles, "shelf.read shelf.write")
        );
        return client;
    }

    /// <summary>What <c>/health/ready</c> says, and with which status.</summary>
    public async Task<(System.Net.HttpStatusCode Status, string Health)> HealthAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var reply = await client.Get("/health/ready");
        return (reply.Status, reply.Text);
    }

    /// <summary>
    /// Files a report about each shelf in one transaction, before whose end <paramref name="last"/> runs; makes shelves that are new.
    /// </summary>
    internal async Task FileAsync(IReadOnlyList<Guid> shelves, Func<Task>? last = null, bool commit = true)
    {
        await InDbAsync(async db =>
        {
            await using var write = await WriteTransaction.BeginAsync(db, CancellationToken.None);
            foreach (var id in shelves)
            {
                var shelf = await db.Shelves.SingleOrDefaultAsync(found => found.Id == id);
                if (shelf is null)
                {
                    db.Add(shelf = new Shelf { Id = id });
                }

                shelf.Books++;
                db.Publish(
                    shelf,
                    new ReportFiled { OrganisationId = id, Year = 2000 + shelf.Books },
                    Audience.Public,
                    DateTimeOffset.UnixEpoch
                );
            }

            await db.SaveChangesAsync();
            await (last?.Invoke() ?? Task.CompletedTask);
            if (commit)
            {
                await write.CommitAsync(CancellationToken.None);
            }

            return true;
        });
    }

    /// <summary>The years of the reports noted about a shelf, in the order of noting.</summary>
    internal Task<List<int>> NotedAsync(Guid shelf) =>
        InDbAsync(db =>
            db.ReportNotes.AsNoTracking()
                .Where(row => row.Subject == shelf.ToString())
                .OrderBy(row => row.Number)
                .Select(row => row.Year)
                .ToListAsync()
        );

    internal Task NotedAsync(Guid shelf, params int[] years) =>
        Eventually.TrueAsync(async () => (await NotedAsync(shelf)).SequenceEqual(years), $"reports {string.Join(", ", years)} are noted");

    internal async Task<T> InDbAsync<T>(Func<ShelfDbContext, Task<T>> run)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<ShelfDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
