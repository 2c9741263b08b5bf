using System.Collections.Concurrent;
using System.Diagnostics;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.AppHost.Tests;

/// <summary>The built AppHost as a process of its own, as <c>./dev run --services</c> starts it.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private const string MarkName = "PLATFORM_TEST_MARK";

    private static readonly string Program = Topology.ProgramOf("appHost");

    private readonly ConcurrentQueue<string> lines = new();
    private readonly Process process;

    public AppHostProcess(string data, params IEnumerable<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo("dotnet", Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        Dictionary<string, string> usual = new()
        {
            ["PLATFORM_SERVERS"] = "native",
            ["PLATFORM_DATA"] = data,
            ["PLATFORM_SAMPLE"] = "false",
            ["PLATFORM_URL"] = Address.ToString().TrimEnd('/'),
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Ports.Free()}",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://127.0.0.1:{Ports.Free()}",
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://127.0.0.1:{Ports.Free()}",
            // Marks everything that descends from this process.
            [MarkName] = Mark,
        };
        foreach (var (name, value) in usual.Select(variable => (variable.Key, variable.Value)).Concat(variables))
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += KillProcess;
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    public string Output => string.Join('\n', lines.Where(line => line.Length > 0));

    /// <summary>Waits for a line.</summary>
    public Task PrintedAsync(string text) =>
        Eventually.TrueAsync(
            () =>
                process.HasExited
                    ? throw new InvalidOperationException($"The AppHost ended with {process.ExitCode}:\n{Output}")
                    : Task.FromResult(Output.Contains(text, StringComparison.Ordinal)),
            () => $"the AppHost prints {text}:\n{Output}",
            TimeSpan.FromMinutes(5)
        );

    /// <summary>Waits until as many of the platform's own programs run.</summary>
    public Task RunAsync(int programs) =>
        Eventually.TrueAsync(
            () => Task.FromResult(Descendants().Count(line => line.Contains("Platform.", StringComparison.Ordinal)) >= programs),
            () => $"{programs} programs run:\n{Output}",
            TimeSpan.FromMinutes(5)
        );

    public async Task<int> WaitForExitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await WaitForExitAsync();
    }

    public void Kill() => process.Kill();

    /// <summary>The command lines of what this process has started, and of itself, that still run.</summary>
    public IReadOnlyList<string> Descendants() => [.. RunningProcess.With(MarkName, Mark).Select(process => process.Command)];

    /// <summary>Returns the processes of one of the platform's programs; a run of <c>--migrate</c> is none.</summary>
    public IReadOnlyList<RunningProcess> ProgramsOf(string project) =>
        [
            .. RunningProcess
                .With(MarkName, Mark)
                .Where(process => process.Command.StartsWith("dotnet ", StringComparison.Ordinal))
                .Where(process => process.Command.EndsWith($"Platform.{project}.dll", StringComparison.Ordinal)),
        ];

    /// <summary>Nothing that it has started is left.</summary>
    /// <param name="within">
    /// Ten seconds by default. After a clean end Aspire's own processes may need more on a busy machine.
    /// </param>
    public Task NothingIsLeftAsync(TimeSpan? within = null) =>
        Eventually.TrueAsync(
            () => Task.FromResult(Descendants().Count == 0),
            () => $"everything has ended:\n{string.Join('\n', Descendants())}",
            within ?? TimeSpan.FromSeconds(10)
        );

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillProcess;
        KillProcess(null, EventArgs.Empty);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Also when this program is asked to end; what the AppHost has started ends with it.</summary>
    private void KillProcess(object? sender, EventArgs nothing)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }

    private string Mark { get; } = Guid.NewGuid().ToString("N");
}
