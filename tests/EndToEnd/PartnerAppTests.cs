using System.Diagnostics;
using System.Net;
using Platform.Harness;

namespace Platform.EndToEnd.Tests;

/// <summary>The sample that partners start from, as a process of its own.</summary>
public sealed class PartnerAppTests
{
    private static readonly string Program = Path.GetFullPath(
        Path.Combine(
            AppContext.BaseDirectory,
            "..",
            "..",
            "PartnerApp",
            Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')),
            "PartnerApp.dll"
        )
    );

    [Fact]
    public async Task It_declares_once_believes_a_signed_webhook_and_goes_on_in_the_feed_where_it_stopped()
    {
        await using var platform = new StandalonePlatform { Variables = { ["Access__Webhooks__AllowPrivateAddresses"] = "true" } };
        await platform.InitializeAsync();
        await RegisterSupplierAsync(platform, "04595257");
        var cursor = Path.Combine(platform.Data, "partner-app.cursor");
        var first = await RunAsync(platform, cursor);
        Assert.Contains("the endpoint is verified", first, StringComparison.Ordinal);
        Assert.Contains("the repetition is the same purchase", first, StringComparison.Ordinal);
        Assert.Contains("Webhook: rewards.purchase-declared", first, StringComparison.Ordinal);
        Assert.Contains("Feed: going on after 0.", first, StringComparison.Ordinal);
        var place = await File.ReadAllTextAsync(cursor);
        Assert.Contains($"Feed: going on after {place}.", await RunAsync(platform, cursor), StringComparison.Ordinal);
        Assert.True(
            long.Parse(await File.ReadAllTextAsync(cursor), System.Globalization.CultureInfo.InvariantCulture)
                > long.Parse(place, System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    private static async Task RegisterSupplierAsync(StandalonePlatform platform, string ubn)
    {
        var (org, registrar, buyer) = (
            await platform.AsAsync("org1"),
            await platform.AsAsync("registrar"),
            await platform.AsAsync("buyer1")
        );
        var application = (await org.Post("/api/registry/v1/applications", Bodies.Application(ubn))).Expect(HttpStatusCode.Created);
        (await org.Post($"/api/registry/v1/applications/{application.Id}/submit")).Expect(HttpStatusCode.OK);
        (await registrar.Post($"/api/registry/v1/applications/{application.Id}/accept")).Expect(HttpStatusCode.OK);
        var registered = (
            await buyer.Post(
                "/api/rewards/v1/buyers",
                new
                {
                    name = new { zh = "大安公司" },
                    kind = "company",
                    isSme = true,
                    affiliates = Array.Empty<string>(),
                }
            )
        ).Expect(HttpStatusCode.Created);
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
        await Eventually.TrueAsync(
            async () =>
                (await buyer.Post("/api/rewards/v1/purchases", Bodies.Purchase(registered.Id, ubn, today, "AB-1", 1_000))).Status
                == HttpStatusCode.Created,
            "rewards knows the supplier"
        );
    }

    private static async Task<string> RunAsync(StandalonePlatform platform, string cursor)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Program, platform.Address.ToString(), cursor },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        Assert.True(process.ExitCode == 0, $"Exit code {process.ExitCode}:\n{await output}\n{await errors}\n{platform.Failures}");
        return await output;
    }
}
