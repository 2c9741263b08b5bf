using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Registry.V1;
using Platform.Data;
using Platform.Messaging;
using Platform.Web;

namespace Platform.Benchmarks;

/// <summary>A service as small as one can be: a note written is an event, an event taken is an effect.</summary>
internal sealed class NoteService : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("platform-bench-").FullName;
    private readonly WebApplication app;

    private NoteService(string database, string broker)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection([
            new("Platform:Data", folder),
            new("ConnectionStrings:notesdb", database),
            new("ConnectionStrings:messaging", broker),
            new("Identity:Issuer", "http://127.0.0.1"),
            new("services:access:http:0", "http://127.0.0.1"),
        ]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<Arrivals>();
        builder.Services.AddHostedService<Tables>();
        builder.Services.ConfigureDbContext<NoteDbContext>(
            (services, options) => options.AddInterceptors(services.GetRequiredService<Arrivals>())
        );
        builder.AddService<NoteDbContext>("notes");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        app = builder.Build();
        app.MapService();
    }

    public Arrivals Arrivals => app.Services.GetRequiredService<Arrivals>();

    public static async Task<NoteService> StartAsync(string database, string broker)
    {
        var service = new NoteService(database, broker);
        await service.app.StartPlatformAsync();
        return service;
    }

    /// <summary>One durable write with its event; its commit is the moment that lag is counted from.</summary>
    public async Task WriteAsync(ReportFiled content, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NoteDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var note = new Note { Id = Guid.CreateVersion7(), Text = "note" };
        db.Add(note);
        db.Publish(note, content with { OrganisationId = note.Id }, Audience.Public, DateTimeOffset.UtcNow);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        Arrivals.Wrote(note.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The tables, without migrations.</summary>
    private sealed class Tables(IServiceScopeFactory scopes) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope
                .ServiceProvider.GetRequiredService<NoteDbContext>()
                .GetService<IRelationalDatabaseCreator>()
                .CreateTablesAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

internal sealed class NoteDbContext(DbContextOptions<NoteDbContext> options) : ServiceDbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    public DbSet<Effect> Effects => Set<Effect>();

    /// <summary>The effects of this context's transaction.</summary>
    public List<Guid> Added { get; } = [];
}

internal sealed class Note : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string Text { get; init; }
}

internal sealed class Effect
{
    public required Guid Id { get; init; }

    public required int Year { get; init; }
}

[AddsOnly]
[ConsumerName("record-effect-when-report-filed")]
internal sealed class RecordEffectWhenReportFiled(NoteDbContext db) : IEventConsumer<ReportFiled>
{
    public Task ConsumeAsync(Delivery<ReportFiled> delivery)
    {
        db.Added.Add(delivery.Event.OrganisationId);
        db.Add(new Effect { Id = delivery.Event.OrganisationId, Year = delivery.Event.Year });
        return Task.CompletedTask;
    }
}

/// <summary>When each note was committed, and when its effect was.</summary>
internal sealed class Arrivals : DbTransactionInterceptor
{
    private readonly ConcurrentDictionary<Guid, long> written = new(),
        effective = new();
    private TaskCompletionSource all = new();
    private int left;

    /// <summary>The lags in milliseconds of everything written since <see cref="Expect"/>.</summary>
    public IEnumerable<double> Lags =>
        written.Select(note => Math.Max(0, Stopwatch.GetElapsedTime(note.Value, effective[note.Key]).TotalMilliseconds));

    /// <summary>Completes with the effect of the last of so many notes.</summary>
    public Task Expect(int notes)
    {
        written.Clear();
        effective.Clear();
        left = notes;
        all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return all.Task;
    }

    public void Wrote(Guid note) => written[note] = Stopwatch.GetTimestamp();

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        // Contexts are used again.
        ((NoteDbContext)eventData.Context!).Added.Clear();
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        foreach (var effect in ((NoteDbContext)eventData.Context!).Added)
        {
            effective[effect] = Stopwatch.GetTimestamp();
            if (Interlocked.Decrement(ref left) == 0)
            {
                all.SetResult();
            }
        }

        return Task.CompletedTask;
    }
}
