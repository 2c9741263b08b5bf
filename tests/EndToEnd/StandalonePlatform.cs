using System.Collections.Concurrent;
using System.Diagnostics;
using Platform.Harness;

namespace Platform.EndToEnd.Tests;

/// <summary>The built standalone host as a process of its own.</summary>
public sealed class StandalonePlatform : RunningPlatform
{
    /// <summary>The path of the built host.</summary>
    public static string Program { get; } =
        Path.GetFullPath(
            Path.Combine(
                AppContext.BaseDirectory,
                "..",
                "..",
                "Standalone",
                Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')),
                "standalone.dll"
            )
        );

    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    /// <summary>What the process has printed: for the message of a failure.</summary>
    public string Output => string.Join('\n', output);

    public int ProcessId => process!.Id;

    /// <summary>Settings of this one.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public override async ValueTask InitializeAsync() => await StartAsync();

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Program },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PLATFORM_URL"] = Address.ToString().TrimEnd('/');
        start.Environment["PLATFORM_DATA"] = Data;
        start.Environment["PLATFORM_SAMPLE"] = "false";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        // On a busy machine a start may take long; one that ends says so at once.
        await Eventually.TrueAsync(IsReadyAsync, () => $"the platform is ready:\n{Output}", TimeSpan.FromMinutes(5));
    }

    /// <summary>SIGKILL: no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a stop from outside is; gives the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(40));
        return process.ExitCode;
    }

    protected override async ValueTask EndAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }

        process?.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (process!.HasExited)
        {
            throw new InvalidOperationException($"The platform ended with exit code {process.ExitCode}:\n{Output}");
        }

        try
        {
            using var response = await Anonymous.GetAsync("/health/ready");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
