using Platform.Harness;

namespace Platform.Partnerships.Tests.Features;

public class PartnershipsService() : TestService(builder => builder.AddPartnerships(), app => app.MapPartnerships()), IAsyncLifetime;

/// <summary>The same with small limits, so that a test reaches them.</summary>
public sealed class CrampedPartnershipsService : PartnershipsService
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Partnerships:Introductions:OpenLimit", "2"),
        new("Partnerships:Matching:ExposureCap", "3"),
    ];
}
