using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Platform.Harness;

namespace Platform.LocalServers.Tests;

/// <summary>A benchmark or a test run with servers, and with a web host that takes signals for itself, ends when it is asked to.</summary>
public sealed class TerminationTests
{
    [Theory]
    [InlineData("TERM", 128 + 15, "notes", "Benchmarks/Platform.Benchmarks.dll", "messaging")]
    // Its services are still migrated then.
    [InlineData("TERM", 128 + 15, "access", "Benchmarks/Platform.Benchmarks.dll", "gateway")]
    [InlineData("TERM", 128 + 15, "shelf", "Messaging.Tests/Messaging.Tests.dll", "-class", "Platform.Messaging.Tests.BrokerTests")]
    [InlineData("INT", 128 + 2, "shelf", "Messaging.Tests/Messaging.Tests.dll", "-class", "Platform.Messaging.Tests.BrokerTests")]
    public async Task A_program_that_is_asked_to_end_is_gone_within_ten_seconds_with_all_it_started(
        string signal, int exitCode, string database, string program, params string[] arguments)
    {
        var built = AppContext.BaseDirectory.TrimEnd('/');
        var path = Path.Combine(built, "..", "..", Path.GetDirectoryName(program)!, Path.GetFileName(built), Path.GetFileName(program));
        // What a shell starts in the background ignores SIGINT, and so would what we start.
        string[] command = ["--default-signal=INT", "dotnet", path, .. arguments];
        using var process = Process.Start(new ProcessStartInfo("env", command) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var printed = new ConcurrentQueue<string?>();
        process.OutputDataReceived += (_, line) => printed.Enqueue(line.Data);
        process.ErrorDataReceived += (_, line) => printed.Enqueue(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            // PostgreSQL calls a process after the database that it serves: the host that works on it runs by then.
            await Eventually.TrueAsync(
                () => process.HasExited
                    ? throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}:\n{string.Join('\n', printed)}")
                    : Task.FromResult(FamilyOf(process.Id).Any(member => member.Command.StartsWith($"postgres: platform {database}", StringComparison.Ordinal))),
                () => $"{program} works on its servers:\n{string.Join('\n', printed)}",
                TimeSpan.FromMinutes(5));

            var family = FamilyOf(process.Id);
            Assert.Contains(family, member => member.Command.Contains("beam.smp", StringComparison.Ordinal));
            using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await Eventually.TrueAsync(
                () => Task.FromResult(!family.Intersect(Running()).Any()),
                () => $"everything has ended:\n{string.Join('\n', family.Intersect(Running()))}",
                TimeSpan.FromSeconds(10));
            await process.WaitForExitAsync();
            Assert.Equal(exitCode, process.ExitCode);
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>A process and all that descend from it.</summary>
    private static List<Member> FamilyOf(int processId)
    {
        var children = Running().ToLookup(process => process.Parent);
        var found = children.SelectMany(siblings => siblings).Where(process => process.Id == processId).ToList();
        for (var next = 0; next < found.Count; next++)
        {
            found.AddRange(children[found[next].Id]);
        }

        return found;
    }

    /// <summary>What runs on this machine (proc(5): after the name the fields are state, parent, …, and the 22nd is the time of the start).</summary>
    private static IEnumerable<Member> Running()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            Member? member = null;
            try
            {
                var fields = File.ReadAllText(Path.Combine(folder, "stat")).Split(") ")[^1].Split(' ');
                var command = File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ').Trim();
                // One that has ended may still wait for its parent to take notice.
                member = fields[0] is "Z" or "X" ? null : new(
                    int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), fields[19], int.Parse(fields[1], CultureInfo.InvariantCulture), command);
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }

            if (member is not null)
            {
                yield return member;
            }
        }
    }

    private sealed record Member(int Id, string Started, int Parent, string Command)
    {
        /// <summary>The number and the start say which process it is: an orphan has another parent.</summary>
        public bool Equals(Member? other) => (Id, Started) == (other?.Id, other?.Started);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Id, Started);
    }
}
