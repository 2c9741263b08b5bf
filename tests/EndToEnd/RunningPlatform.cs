using System.Collections.Concurrent;
using System.Net;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.EndToEnd.Tests;

/// <summary>The built platform, whichever shape it runs in: everything goes through its gateway, on a free port, with fresh data.</summary>
public abstract class RunningPlatform : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, HttpClient> clients = new();

    protected RunningPlatform() => Anonymous = NewClient();

    public string Data { get; } = Directory.CreateTempSubdirectory("platform-e2e-").FullName;

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    public HttpClient Anonymous { get; }

    public abstract ValueTask InitializeAsync();

    /// <summary>A client signed in with a development account.</summary>
    public async Task<HttpClient> AsAsync(string account)
    {
        if (clients.TryGetValue(account, out var known))
            return known;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = account, ["password"] = account });
        var token = (await Anonymous.Post("/connect/token", form)).Expect(HttpStatusCode.OK)["access_token"]!.GetValue<string>();
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return clients.GetOrAdd(account, client);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        foreach (var client in clients.Values.Append(Anonymous))
            client.Dispose();
        Directory.Delete(Data, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A client of the gateway.</summary>
    protected virtual HttpClient NewClient() => new() { BaseAddress = Address };

    /// <summary>Ends what was started.</summary>
    protected abstract ValueTask EndAsync();
}
