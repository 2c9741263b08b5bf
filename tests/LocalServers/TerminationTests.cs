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
        string signal,
        int exitCode,
        string database,
        string program,
        params string[] arguments
    )
    {
        var built = AppContext.BaseDirectory.TrimEnd('/');
        var path = Path.Combine(built, "..", "..", Path.GetDirectoryName(program)!, Path.GetFileName(built), Path.GetFileName(program));
        // What a shell starts in the background ignores SIGINT, and so would what we start.
        string[] command = ["--default-signal=INT", "dotnet", path, .. arguments];
        using var process = Process.Start(
            new ProcessStartInfo("env", command) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var printed = new ConcurrentQueue<string?>();
        process.OutputDataReceived += (_, line) => printed.Enqueue(line.Data);
        process.ErrorDataReceived += (_, line) => printed.Enqueue(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            // PostgreSQL calls a process after the database that it serves: the host that works on it runs by then.
            await Eventually.TrueAsync(
                () =>
                    process.HasExited
                        ? throw new InvalidOperationException(
                            $"{program} ended with exit code {process.ExitCode}:\n{string.Join('\n', printed)}"
                        )
                        : Task.FromResult(
                            RunningProcess
                                .FamilyOf(process.Id)
                                .Any(member => member.Command.StartsWith($"postgres: platform {database}", StringComparison.Ordinal))
                        ),
                () => $"{program} works on its servers:\n{string.Join('\n', printed)}",
                TimeSpan.FromMinutes(5)
            );

            var family = RunningProcess.FamilyOf(process.Id);
            Assert.Contains(family, member => member.Command.Contains("beam.smp", StringComparison.Ordinal));
            using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await Eventually.TrueAsync(
                () => Task.FromResult(!family.Intersect(RunningProcess.All()).Any()),
                () => $"everything has ended:\n{string.Join('\n', family.Intersect(RunningProcess.All()))}",
                TimeSpan.FromSeconds(10)
            );
            await process.WaitForExitAsync();
            Assert.Equal(exitCode, process.ExitCode);
        }
        finally
        {
            process.Kill();
        }
    }
}
