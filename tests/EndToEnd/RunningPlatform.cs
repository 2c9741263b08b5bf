using System.Collections.Concurrent;
using System.Net;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.EndToEnd.Tests;

/// <summary>
/// The built platform, whichever shape it runs in: everything goes through its gateway, on a free port, with fresh data.
/// </summary>
public abstract class RunningPlatform : IAsyncLifetime
{
    private const int MaxFailureLines = 80,
        CharactersShown = 1_500;

    private readonly ConcurrentDictionary<string, HttpClient> clients = new();
    private readonly ConcurrentQueue<string> failures = new();

    protected RunningPlatform() => Anonymous = NewClient();

    public string Data { get; } = Directory.CreateTempSubdirectory("platform-e2e-").FullName;

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    public HttpClient Anonymous { get; }

    /// <summary>The last failures that the processes have printed: for the message of a test that fails.</summary>
    public string Failures => string.Join('\n', failures);

    public abstract ValueTask InitializeAsync();

    /// <summary>A client signed in with a development account.</summary>
    public async Task<HttpClient> AsAsync(string account)
    {
        if (clients.TryGetValue(account, out var existing))
        {
            return existing;
        }

        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["username"] = account,
                ["password"] = account,
            }
        );
        var reply = await Anonymous.Post("/connect/token", form);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{account} gets no token: {reply.Status} {reply.Text}\n{Failures}");
        var token = reply["access_token"]!.GetValue<string>();
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return clients.GetOrAdd(account, client);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        foreach (var client in clients.Values.Append(Anonymous))
        {
            client.Dispose();
        }

        Directory.Delete(Data, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes a line that a process has printed; keeps it when it tells of a failure.</summary>
    protected void RecordLine(string process, string line)
    {
        if (
            !line.Contains(" fail: ", StringComparison.Ordinal)
            && !line.Contains(" warn: ", StringComparison.Ordinal)
            && !line.Contains(" crit: ", StringComparison.Ordinal)
            && !line.StartsWith("Unhandled", StringComparison.Ordinal)
        )
        {
            return;
        }

        failures.Enqueue($"{process}: {line[..Math.Min(line.Length, CharactersShown)]}");
        if (failures.Count > MaxFailureLines)
        {
            failures.TryDequeue(out _);
        }
    }

    /// <summary>A client of the gateway.</summary>
    protected virtual HttpClient NewClient() => new() { BaseAddress = Address };

    /// <summary>Ends what was started.</summary>
    protected abstract ValueTask EndAsync();
}
