using System.Diagnostics;
using System.Globalization;
using Platform.Harness;

namespace Platform.LocalServers.Tests;

public sealed class ProcessTests
{
    [Fact]
    public async Task When_the_parent_is_killed_its_servers_and_their_folders_go()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ProcessTests).Assembly.Location, "parent"]) { RedirectStandardOutput = true };
        using var parent = Process.Start(start)!;
        var servers = new List<(int ProcessId, string Folder)>();
        while (await parent.StandardOutput.ReadLineAsync() is { } line && line != "ready")
        {
            servers.Add((int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture), line.Split(' ')[1]));
        }

        Assert.Equal(3, servers.Count);
        var running = RunningProcess.All().Where(process => servers.Exists(server => server.ProcessId == process.Id)).ToList();
        Assert.Equal(3, running.Count);
        Assert.All(servers, server => Assert.True(Directory.Exists(server.Folder)));

        parent.Kill();
        await parent.WaitForExitAsync();
        await Eventually.TrueAsync(() => Task.FromResult(!running.Intersect(RunningProcess.All()).Any()), "the servers are gone");
        foreach (var (_, folder) in servers)
        {
            await Eventually.TrueAsync(() => Task.FromResult(!Directory.Exists(folder)), $"{folder} is gone");
        }
    }

    [Fact]
    public async Task A_program_that_loses_the_first_signal_ends_by_the_next()
    {
        var folder = Directory.CreateTempSubdirectory("platform-test-").FullName;
        var deaf = new DeafAtFirst(folder);
        await deaf.StartAsync();
        await deaf.DisposeAsync();
        Assert.Equal("ended by itself\n", await File.ReadAllTextAsync(Path.Combine(folder, "end")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_missing_server_is_one_line_that_names_the_package()
    {
        var absent = new ServerPackage("PostgreSQL", "postgresql", "/nowhere/*/bin/postgres", "/nowhere/postgres");
        var failure = Assert.Throws<ServerMissingException>(absent.Find);
        Assert.Equal("PostgreSQL is missing on this machine: apt-get install postgresql (Debian), then try again.", failure.Message);
        Assert.Equal(
            "PostgreSQL and Redis are missing on this machine: apt-get install postgresql redis-server (Debian), then try again.",
            new ServerMissingException([absent, ServerPackage.Redis]).Message
        );
        Assert.Equal([absent], ServerPackage.Missing(absent, new("A shell", "dash", "/bin/sh")));
    }

    [Fact]
    public async Task A_program_that_ends_before_it_answers_is_told_with_what_it_printed()
    {
        await using var wrong = new ServiceProcess(
            "wrong",
            Path.Combine(AppContext.BaseDirectory, "absent.dll"),
            new Dictionary<string, string>()
        );
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => wrong.StartAsync());
        Assert.Contains("wrong ended with exit code", failure.Message, StringComparison.Ordinal);
        Assert.Contains("absent.dll", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_port_is_given_twice() => Assert.Equal(200, Enumerable.Range(0, 200).Select(_ => Ports.Free()).Distinct().Count());

    /// <summary>A program that does nothing about the first SIGTERM, as Erlang while it starts.</summary>
    private sealed class DeafAtFirst(string folder) : LocalProcess("deaf")
    {
        private const string Script =
            """trap 'trap "echo ended by itself >end; exit" TERM' TERM; : >ready; while :; do sleep 0.05; done""";

        protected override ProcessStartInfo Command { get; } = new("sh", ["-c", Script]) { WorkingDirectory = folder };

        protected override Task<bool> AnswersAsync(CancellationToken cancellationToken) =>
            Task.FromResult(File.Exists(Path.Combine(folder, "ready")));
    }
}
