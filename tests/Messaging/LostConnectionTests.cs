using System.Diagnostics;
using System.Globalization;
using System.Net;
using Npgsql;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.Messaging.Tests;

/// <summary>
/// PostgreSQL goes away in the middle of a write: the caller is told to repeat it, and the repetition with the same key does it exactly
/// once.
/// </summary>
public sealed class LostConnectionTests(LostConnectionTests.Server server) : IClassFixture<LostConnectionTests.Server>
{
    public enum Moment
    {
        Begun,
        Decided,
        Saved,
        Refused,
        Commit,

        /// <summary>Just after a save, whose savepoint EF Core then cannot release: it throws nothing.</summary>
        Unnoticed,
    }

    [Theory]
    [InlineData(Moment.Begun)]
    [InlineData(Moment.Decided)]
    [InlineData(Moment.Saved)]
    [InlineData(Moment.Saved, true)]
    [InlineData(Moment.Refused)]
    [InlineData(Moment.Commit)]
    [InlineData(Moment.Unnoticed)]
    public async Task A_write_that_loses_its_database_is_503_and_its_repetition_happens_once(Moment moment, bool crash = false)
    {
        var database = $"{moment}{crash}".ToLowerInvariant();
        await using var service = await ShelfService.StartAsync([new("ConnectionStrings:shelfdb", await server.CreateAsync(database))]);
        using var client = service.As(Accounts.Registrar);
        var (shelf, key) = (Guid.CreateVersion7(), Guid.NewGuid().ToString());
        var path = $"/api/shelf/v1/shelves/{shelf}/books";
        Task<Reply> Shelve(string idempotencyKey) => client.Post(path, null, ("Idempotency-Key", idempotencyKey));
        (await Shelve("first")).Expect(HttpStatusCode.OK);
        await service.NotedAsync(shelf, 2001);

        switch (moment)
        {
            case Moment.Commit:
                await server.LoseAtCommitAsync(database);
                break;
            default:
                service.Interruption.Refuses = moment == Moment.Refused;
                var at = moment switch
                {
                    Moment.Begun => Step.Begun,
                    Moment.Decided => Step.Decided,
                    Moment.Unnoticed => Step.Releasing,
                    _ => Step.Saved,
                };
                service.Interruption.At = step => step == at ? server.LoseAsync(database, crash) : Task.CompletedTask;
                break;
        }

        var lost = await Shelve(key);
        lost.Expect(503, "server.unavailable");
        Assert.NotNull(lost.Message.Headers.RetryAfter);

        service.Interruption.At = _ => Task.CompletedTask;
        service.Interruption.Refuses = false;
        await server.BackAsync(database);
        var repeated = await Eventually.ValueAsync(
            async () => await Shelve(key) is { Status: not HttpStatusCode.ServiceUnavailable } reply ? reply : null,
            "an answer"
        );
        Assert.Equal(2, repeated.Expect(HttpStatusCode.OK)["books"]!.GetValue<int>());
        await service.NotedAsync(shelf, 2001, 2002);
    }

    public sealed class Server : IAsyncLifetime
    {
        private readonly PostgresServer postgres = new();

        public async ValueTask InitializeAsync() => await postgres.StartAsync();

        public async Task<string> CreateAsync(string database)
        {
            await RunAsync("postgres", $"CREATE DATABASE \"{database}\"");
            return postgres.ConnectionString(database);
        }

        /// <summary>
        /// Ends every connection to the database: asked to end, or by SIGKILL, after which PostgreSQL recovers as from a crash.
        /// </summary>
        public async Task LoseAsync(string database, bool crash)
        {
            if (!crash)
            {
                await RunAsync("postgres", $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{database}'");
                return;
            }

            var pids = (string)
                (await RunAsync("postgres", $"SELECT string_agg(pid::text, ' ') FROM pg_stat_activity WHERE datname = '{database}'"))!;
            Process[] backends = [.. pids.Split(' ').Select(pid => Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture)))];
            backends[0].Kill();
            // The server ends the others when it has noticed; until then one of them may still commit.
            foreach (var backend in backends)
            {
                await backend.WaitForExitAsync();
                backend.Dispose();
            }
        }

        /// <summary>Whoever commits a shelf next loses its connection while it does.</summary>
        public async Task LoseAtCommitAsync(string database) =>
            await RunAsync(
                database,
                """
                CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER lose AFTER UPDATE ON "Shelves" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lose();
                """
            );

        public Task BackAsync(string database) => RunAsync(database, """DROP TRIGGER IF EXISTS lose ON "Shelves" """);

        public ValueTask DisposeAsync() => postgres.DisposeAsync();

        /// <summary>After a crash it recovers first.</summary>
        private async Task<object?> RunAsync(string database, string sql)
        {
            object? answer = null;
            await Eventually.TrueAsync(
                async () =>
                {
                    try
                    {
                        await using var connection = new NpgsqlConnection(postgres.ConnectionString(database) + ";Pooling=false");
                        await connection.OpenAsync();
                        await using var command = new NpgsqlCommand(sql, connection);
                        answer = await command.ExecuteScalarAsync();
                        return true;
                    }
                    catch (NpgsqlException lost) when (Outage.IsReasonOf(lost))
                    {
                        return false;
                    }
                },
                "PostgreSQL answers"
            );
            return answer;
        }
    }
}
