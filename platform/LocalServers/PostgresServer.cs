using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Platform.LocalServers;

/// <summary>A private PostgreSQL, durable (<c>fsync</c> is on), with databases that are made by cloning a template.</summary>
public sealed class PostgresServer : LocalServer
{
    private const string User = "platform";

    private readonly string program = ServerPackage.PostgreSql.Find();
    private bool needsPassage;

    /// <summary>A server that is not started yet.</summary>
    /// <param name="dataFolder">The folder that keeps its data; without one they are temporary.</param>
    /// <exception cref="ServerMissingException">It is not on this machine.</exception>
    public PostgresServer(string? dataFolder = null)
        : base("postgres", dataFolder) { }

    /// <summary>What it keeps in memory of its databases, in MiB; PostgreSQL's own default.</summary>
    public int Memory { get; init; } = 128;

    private string Data => Path.Combine(Folder, "data");

    /// <summary>The connection string of a database, as <c>ConnectionStrings__…</c> holds it.</summary>
    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={User};Password={Password};Database={database}");

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(new ProcessStartInfo("chown", ["-R", "postgres", Folder]), cancellationToken: cancellationToken);
            needsPassage = !await SucceedsAsync(AsPostgres("test", "-x", Folder), cancellationToken);
        }

        if (!File.Exists(Path.Combine(Data, "PG_VERSION")))
        {
            await InitialiseAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <summary>Makes a database unless it is there; gives its connection string.</summary>
    /// <param name="database">Its name.</param>
    /// <param name="template">A database to copy, to which nobody may be connected; 30 to 60 ms.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<string> CreateDatabaseAsync(string database, string? template = null, CancellationToken cancellationToken = default) =>
        CreateDatabaseAsync(ConnectionString("postgres"), database, template, cancellationToken);

    /// <summary>The same in any PostgreSQL.</summary>
    /// <param name="server">The connection string of one of its databases, by whose user the other is made.</param>
    /// <param name="database">The new one's name.</param>
    /// <param name="template">A database to copy, to which nobody may be connected.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<string> CreateDatabaseAsync(
        string server,
        string database,
        string? template = null,
        CancellationToken cancellationToken = default
    )
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync(cancellationToken);
        await using var create = new NpgsqlCommand(
            $"CREATE DATABASE \"{database}\"" + (template is null ? "" : $" TEMPLATE \"{template}\""),
            connection
        );
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // It was kept from an earlier run.
        }

        return new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;
    }

    /// <inheritdoc/>
    protected override ProcessStartInfo Command =>
        AsPostgres(
            program,
            "-D",
            Data,
            "-p",
            Port.ToString(CultureInfo.InvariantCulture),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=on",
            "-c",
            "max_connections=400",
            "-c",
            $"shared_buffers={Memory}MB",
            "-c",
            "log_min_messages=error",
            "-c",
            "log_min_error_statement=panic"
        );

    /// <inheritdoc/>
    protected override (string Signal, int Seconds) Ending => ("INT", 15);

    // After a kill the old processes hold the data folder until they have noticed.
    /// <inheritdoc/>
    protected override int Attempts => 20;

    /// <inheritdoc/>
    protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false;Timeout=2");
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new InvalidOperationException(
                $"{Folder} was made with another password than the one in {Path.Combine(Folder, "password")}: put the old password back, or move the folder away to begin anew."
            );
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        // Under another name until it is complete: what an earlier start left half finished is made anew.
        var fresh = Data + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        // In the locale C the trigrams of Chinese words are empty.
        var initdb = AsPostgres(
            Path.Combine(Path.GetDirectoryName(program)!, "initdb"),
            "-D",
            fresh,
            "-U",
            User,
            "--pwfile",
            Path.Combine(Folder, "password"),
            "-A",
            "scram-sha-256",
            "-E",
            "UTF8",
            "--locale=C.UTF-8"
        );
        if (!IsPersistent)
        {
            initdb.ArgumentList.Add("--no-sync");
        }

        await RunAsync(initdb, cancellationToken: cancellationToken);
        Directory.Move(fresh, Data);
    }

    private static async Task<bool> SucceedsAsync(ProcessStartInfo command, CancellationToken cancellationToken)
    {
        command.WorkingDirectory = "/";
        using var process = Process.Start(command)!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0;
    }

    /// <summary>
    /// PostgreSQL refuses to be root, so it becomes the package's user. Where that user may not enter a folder above its own, it gets the
    /// right to.
    /// </summary>
    private ProcessStartInfo AsPostgres(string file, params IEnumerable<string> arguments)
    {
        string[] passage = needsPassage ? ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"] : [];
        return Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", .. passage, file, .. arguments])
            {
                WorkingDirectory = Folder,
            }
            : new ProcessStartInfo(file, arguments) { WorkingDirectory = Folder };
    }
}
