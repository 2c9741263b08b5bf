using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Platform.Harness;

namespace Platform.EndToEnd.Tests;

/// <summary>The built standalone host as a process of its own, on a free port and a fresh folder; everything goes through its gateway.</summary>
public sealed class StandalonePlatform : IAsyncLifetime
{
    private static readonly string Host = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Standalone", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "standalone.dll"));

    private readonly ConcurrentDictionary<string, HttpClient> clients = new();
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    public string Data { get; } = Directory.CreateTempSubdirectory("platform-e2e-").FullName;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    public HttpClient Anonymous { get; private set; } = null!;

    /// <summary>What the process has printed: for the message of a failure.</summary>
    public string Output => string.Join('\n', output);

    public int ProcessId => process!.Id;

    public async ValueTask InitializeAsync()
    {
        Anonymous = new HttpClient { BaseAddress = Address };
        await StartAsync();
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { Host }, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PLATFORM_URL"] = Address.ToString().TrimEnd('/');
        start.Environment["PLATFORM_DATA"] = Data;
        start.Environment["PLATFORM_SAMPLE"] = "false";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.TrueAsync(IsReadyAsync, "the platform is ready", TimeSpan.FromSeconds(60));
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

    /// <summary>A client signed in with a development account.</summary>
    public async Task<HttpClient> AsAsync(string account)
    {
        if (clients.TryGetValue(account, out var known))
            return known;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = account, ["password"] = account });
        var token = (await Anonymous.Post("/connect/token", form)).Expect(HttpStatusCode.OK)["access_token"]!.GetValue<string>();
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return clients.GetOrAdd(account, client);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        foreach (var client in clients.Values.Append(Anonymous))
            client.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    private async Task<bool> IsReadyAsync()
    {
        if (process!.HasExited)
            throw new InvalidOperationException($"The platform ended with exit code {process.ExitCode}:\n{Output}");
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
