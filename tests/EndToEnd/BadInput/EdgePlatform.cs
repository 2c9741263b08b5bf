using System.Globalization;
using System.Net;
using System.Text.Json;
using Platform.Harness;

namespace Platform.EndToEnd.Tests.BadInput;

/// <summary>The built platform, whose gateway waits for headers for two seconds only.</summary>
public sealed class EdgePlatform : IAsyncLifetime
{
    private const string Applications = "/api/registry/v1/applications";

    private readonly StandalonePlatform platform = new() { Variables = { ["Gateway__HeadersTimeout"] = "00:00:02" } };

    public Uri Address => platform.Address;

    public string Data => platform.Data;

    public HttpClient Anonymous => platform.Anonymous;

    /// <summary>An application that would be taken.</summary>
    public static string Application { get; } =
        JsonSerializer.Serialize(
            new
            {
                ubn = "22099131",
                legalForm = "company",
                name = new { zh = "Good Days" },
                mission = new { zh = "Good" },
                county = "花蓮縣",
                sdgs = new[] { 3 },
                stage = "diffusion",
                products = new[] { "meals" },
            }
        );

    public ValueTask InitializeAsync() => platform.InitializeAsync();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    public Task<HttpClient> AsAsync(string account) => platform.AsAsync(account);

    public async Task<string> TokenAsync(string account) => (await AsAsync(account)).DefaultRequestHeaders.Authorization!.Parameter!;

    /// <summary>Nothing that came has begun an application, and the platform answers.</summary>
    public async Task HasAcceptedNothingAsync()
    {
        (await Anonymous.Get("/health/ready")).Expect(HttpStatusCode.OK);
        var mine = (await (await AsAsync("org1")).Get(Applications)).Expect(HttpStatusCode.OK);
        Assert.Empty(mine["items"]!.AsArray());
        Assert.DoesNotContain(" fail: ", platform.Output, StringComparison.Ordinal);
    }

    /// <summary>The most memory that the process has had, in MiB.</summary>
    public double PeakMemory() =>
        File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{platform.ProcessId}/status"))
            .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
            .Single();
}
