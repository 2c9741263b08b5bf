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
using Platform.ServiceDefaults.Identity;

namespace Platform.ServiceDefaults.Data;

/// <summary>
/// Which database a service has: PostgreSQL where <c>ConnectionStrings:{service}db</c> is given, else a SQLite file under
/// <c>Platform:Data</c>.
/// </summary>
public static class Database
{
    /// <summary>Registers the context.</summary>
    public static void AddDatabase<TDb>(this IHostApplicationBuilder builder, string service)
        where TDb : ServiceDbContext
    {
        var postgres = builder.Configuration.GetConnectionString(service + "db");
        var folder = builder.Configuration["Platform:Data"] ?? ".data";
        if (postgres is null)
        {
            Directory.CreateDirectory(folder);
        }

        // A setting that cannot be read is told when the host is run (HostSettings), not thrown here.
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

            // A failed command or connection is thrown to whoever knows what it means: a duplicate is an answer, anything else is logged
            // there.
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
    /// What is asked again and again is planned once for each connection, unless the setting says otherwise; planning costs more than most
    /// of our queries. And a connection that comes back is not reset, which costs as much again: all that we set or lock ends with its
    /// transaction (SET LOCAL, pg_advisory_xact_lock). PostgreSQL's compiler is for queries that run for seconds; ours take milliseconds,
    /// whatever it expects of them.
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
    /// Brings the schema up to date: the embedded database at start; PostgreSQL only when told to (<paramref name="now"/>), because
    /// replicas that race for it are how migrations go wrong. A service whose PostgreSQL is behind, or away, waits.
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
                    // To the last one by name: without it EF Core first builds the snapshot's model and compares, which is the tests' work
                    // (DatabaseTests).
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

    /// <summary>What makes SQLite durable and patient, set on each connection.</summary>
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
