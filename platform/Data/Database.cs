using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Messaging;

namespace Platform.Data;

/// <summary>
/// Sets up the database of a service: PostgreSQL when <c>ConnectionStrings:{service}db</c> is set, otherwise a SQLite file under
/// <c>Platform:Data</c>.
/// </summary>
public static class Database
{
    /// <summary>Registers the context.</summary>
    public static void AddDatabase<TDb>(this IHostApplicationBuilder builder, string service)
        where TDb : ServiceDbContext
    {
        var postgres = builder.Configuration.GetConnectionString(service + "db");
        var folder = DataFolder.Of(builder.Configuration);
        if (postgres is null)
        {
            Directory.CreateDirectory(folder);
        }

        // An invalid setting must not throw here; HostSettings reports it when the host runs.
        var connection = new Lazy<string>(() =>
            postgres is not null ? Tuned(postgres) : $"Data Source={Path.Combine(folder, service + ".db")};Default Timeout=30"
        );
        builder.Services.AddSingleton(
            new DirectQueries(() => postgres is not null ? new NpgsqlConnection(connection.Value) : new SqliteConnection(connection.Value))
        );
        builder.Services.AddDbContextPool<TDb>(options =>
        {
            if (postgres is not null)
            {
                options.UseNpgsql(connection.Value).AddInterceptors(LostConnections.Instance);
            }
            else
            {
                options.UseSqlite(connection.Value).AddInterceptors(SqliteSettings.Instance);
            }

            // The caller handles the exception of a failed command or connection: a duplicate is a normal answer, and other failures are
            // logged there.
            options.ConfigureWarnings(warnings =>
                warnings
                    .Log(
                        (RelationalEventId.CommandError, LogLevel.Debug),
                        (RelationalEventId.ConnectionError, LogLevel.Debug),
                        (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                        (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                        (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug)
                    )
                    .Ignore(CoreEventId.NoEntityTypeConfigurationsWarning)
            );
        });
        builder.Services.AddScoped<MessagingDbContext>(services => services.GetRequiredService<TDb>());
        builder.Services.AddScoped<ServiceDbContext>(services => services.GetRequiredService<TDb>());
    }

    /// <summary>
    /// Returns the connection string with our defaults. Frequent statements are prepared once per connection, unless the setting says
    /// otherwise, because planning costs more than most of our queries. A returned connection is not reset, which costs as much again:
    /// all our settings and locks end with their transaction (SET LOCAL, pg_advisory_xact_lock). JIT compilation is off: it is for
    /// queries that run for seconds, and ours take milliseconds, whatever PostgreSQL estimates.
    /// </summary>
    private static string Tuned(string postgres)
    {
        var settings = new NpgsqlConnectionStringBuilder(postgres) { NoResetOnClose = true };
        if (!postgres.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase))
        {
            settings.MaxAutoPrepare = 50;
        }

        settings.Options ??= "-c jit=off";
        return settings.ConnectionString;
    }

    /// <summary>
    /// Brings the schema up to date: SQLite at start, PostgreSQL only with <paramref name="now"/>, because replicas must not race to
    /// migrate. A service waits while its PostgreSQL is away or lacks a migration.
    /// </summary>
    public static async Task PrepareDatabaseAsync(this IServiceProvider services, bool now, CancellationToken cancellationToken)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Platform.Database");
        var setting = $"ConnectionStrings:{services.GetRequiredService<ServiceName>().Name}db";
        for (
            var wait = TimeSpan.FromMilliseconds(250);
            ;
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, TimeSpan.FromSeconds(5).Ticks))
        )
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
            try
            {
                if (now || !db.Database.IsNpgsql())
                {
                    // The last migration is named, because without a name EF Core first builds and compares the snapshot's model, which
                    // the tests do (DatabaseTests).
                    var last = db.Database.GetMigrations().LastOrDefault();
                    await db.Database.MigrateAsync(last, cancellationToken);
                    if (last is not null)
                    {
                        await AppendOnly.GuardAsync(db, cancellationToken);
                    }

                    return;
                }

                var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToArray();
                if (pending.Length == 0)
                {
                    return;
                }

                log.LogWarning("The database lacks {Pending}: run this service once with --migrate. Waiting", string.Join(", ", pending));
            }
            catch (Exception exception) when (db.Database.IsNpgsql() && exception is DbException or SocketException)
            {
                log.LogWarning("The database does not answer ({Reason}): check {Setting}. Waiting", exception.Message, setting);
            }

            await Task.Delay(wait, cancellationToken);
        }
    }

    /// <summary>Sets the pragmas of each SQLite connection: durable writes, and a wait for locks instead of an error.</summary>
    private sealed class SqliteSettings : DbConnectionInterceptor
    {
        private const string Pragmas =
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON;";

        public static readonly SqliteSettings Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
