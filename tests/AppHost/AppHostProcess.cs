using System.Collections.Concurrent;
using System.Diagnostics;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.AppHost.Tests;

/// <summary>The built AppHost as a process of its own, as <c>./dev run --services</c> starts it.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
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
            ["PLATFORM_TEST_MARK"] = Mark,
        };
        foreach (var (name, value) in usual.Select(variable => (variable.Key, variable.Value)).Concat(variables))
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    public string Output => string.Join('\n', lines.Where(line => line.Length > 0));

    /// <summary>Waits for a line.</summary>
    public Task PrintedAsync(string text) => Eventually.TrueAsync(
        () => process.HasExited ? throw new InvalidOperationException($"The AppHost ended with {process.ExitCode}:\n{Output}") : Task.FromResult(Output.Contains(text, StringComparison.Ordinal)),
        () => $"the AppHost prints {text}:\n{Output}",
        TimeSpan.FromMinutes(5));

    /// <summary>Waits until as many of the platform's own programs run.</summary>
    public Task RunAsync(int programs) => Eventually.TrueAsync(
        () => Task.FromResult(Descendants().Count(line => line.Contains("Platform.", StringComparison.Ordinal)) >= programs), () => $"{programs} programs run:\n{Output}", TimeSpan.FromMinutes(5));

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
    public IReadOnlyList<string> Descendants()
    {
        var mark = $"PLATFORM_TEST_MARK={Mark}";
        var found = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(folder, "environ")).Split('\0').Contains(mark) && File.ReadAllText(Path.Combine(folder, "cmdline")) is { Length: > 0 } command)
                {
                    found.Add(command.Replace('\0', ' '));
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile, or is somebody else's.
            }
        }

        return found;
    }

    /// <summary>Nothing that it has started is left after ten seconds.</summary>
    public Task NothingIsLeftAsync() => Eventually.TrueAsync(
        () => Task.FromResult(Descendants().Count == 0), () => $"everything has ended:\n{string.Join('\n', Descendants())}", TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private string Mark { get; } = Guid.NewGuid().ToString("N");
}
