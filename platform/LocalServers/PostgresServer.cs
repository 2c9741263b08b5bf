using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Platform.LocalServers;

/// <summary>A private, durable PostgreSQL (<c>fsync</c> is on) whose databases are cloned from a template.</summary>
public sealed class PostgresServer : LocalServer
{
    private const string User = "platform";

    private readonly string program = ServerPackage.PostgreSql.Find();
    private bool needsPassage;

    /// <summary>Creates a server without starting it.</summary>
    /// <param name="dataFolder">The folder for the data; when <see langword="null"/>, the data are temporary.</param>
    /// <exception cref="ServerMissingException">PostgreSQL is not installed on this machine.</exception>
    public PostgresServer(string? dataFolder = null)
        : base("postgres", dataFolder) { }

    /// <summary>The size of <c>shared_buffers</c> in MiB; the default is PostgreSQL's own.</summary>
    public int Memory { get; init; } = 128;

    private string Data => Path.Combine(Folder, "data");

    /// <summary>Returns the connection string of a database, in the form of <c>ConnectionStrings__…</c>.</summary>
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

    /// <summary>Creates a database unless it exists; returns its connection string.</summary>
    /// <param name="database">The name of the database.</param>
    /// <param name="template">The database to copy, which must have no connections; a copy takes 30 to 60 ms.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<string> CreateDatabaseAsync(string database, string? template = null, CancellationToken cancellationToken = default) =>
        CreateDatabaseAsync(ConnectionString("postgres"), database, template, cancellationToken);

    /// <summary>Creates a database in any PostgreSQL unless it exists; returns its connection string.</summary>
    /// <param name="server">The connection string of another database of that server; its user becomes the owner.</param>
    /// <param name="database">The name of the new database.</param>
    /// <param name="template">The database to copy, which must have no connections.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
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
            // The database exists from an earlier run.
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

    // After a kill, the old processes lock the data folder until they notice.
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
        // The folder has another name until it is complete, so that a start after an interrupted one begins again.
        var fresh = Data + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        // In the locale C, Chinese text has no trigrams.
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
    /// Returns a command that runs as the package's user when we are root, because PostgreSQL refuses to run as root. When that user may
    /// not enter a folder above its own, it gets the capability to do so.
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
