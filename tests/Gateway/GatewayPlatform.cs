using Platform.Harness;

namespace Platform.Gateway.Tests;

/// <summary>The gateway in front of Access and Registry; the other services are away.</summary>
public class GatewayPlatform() : TestPlatform([Modules.Of("Access"), Modules.Of("Registry")], Modules.Of("Gateway")), IAsyncLifetime
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("Gateway:Usage:Every", "00:00:00.2"), new("Identity:Apps:Every", "00:00:00.2")];

    public HttpClient Edge => field ??= Anonymous("gateway");
}

/// <summary>The same, with five requests a minute.</summary>
public sealed class NarrowPlatform : GatewayPlatform
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, new("RateLimit:PerMinute", "5")];
}
