using System.Net;
using Platform.Harness;
using Platform.Registry;

namespace Platform.ServiceDefaults.Tests;

/// <summary>What every service has alike, looked at in the registry.</summary>
public sealed class RegistryService() : TestService(builder => builder.AddRegistry(), app => app.MapRegistry()), IAsyncLifetime
{
    public const string Applications = "/api/registry/v1/applications";
    public const string Organisations = "/api/registry/v1/organisations";
    public const string Files = "/api/registry/v1/documents";

    private static int next = 20_000_000;

    public static Dictionary<string, object?> Application() =>
        new()
        {
            ["ubn"] = Ubn(),
            ["legalForm"] = "company",
            ["name"] = new { zh = "好日子社會企業", en = "Good Days" },
            ["mission"] = new { zh = "讓偏鄉長者安心生活" },
            ["county"] = "花蓮縣",
            ["sdgs"] = new[] { 3, 11 },
            ["stage"] = "sustainableOperation",
            ["products"] = new[] { "送餐" },
        };

    private static string Ubn()
    {
        while (true)
        {
            var candidate = Interlocked.Increment(ref next).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (Platform.Domain.Ubn.IsValid(candidate))
            {
                return candidate;
            }
        }
    }
}

internal static class Refusals
{
    /// <summary>A refusal as RFC 9457 and the public API say, that tells nothing of the inside.</summary>
    public static Reply IsProblem(this Reply reply, int status, string? code = null)
    {
        reply.Expect((HttpStatusCode)status);
        Assert.Equal("application/problem+json", reply.Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, reply["status"]!.GetValue<int>());
        Assert.Equal($"/docs/problems#{reply.Code}", reply["type"]!.GetValue<string>());
        Assert.NotEqual("", reply["title"]!.GetValue<string>());
        Assert.NotEqual("", reply["detail"]!.GetValue<string>());
        Assert.Matches("^[0-9a-f]{32}$", reply["traceId"]!.GetValue<string>());
        Assert.DoesNotContain("   at ", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", reply.Text, StringComparison.Ordinal);
        if (code is not null)
        {
            Assert.Equal(code, reply.Code);
        }

        return reply;
    }
}
