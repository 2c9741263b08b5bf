using Platform.Registry.Domain.Organisations;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Organisations;

/// <summary>The rules for impact tiers, so that everyone can see what a tier means.</summary>
internal static class ReadTierRules
{
    internal sealed record Response(IReadOnlyList<TierRuleSet> Items);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/tier-rules", Handle)
            .ForAnyone()
            .WithTags("Organisations")
            .WithSummary("The rules for impact tiers, by the date from which they hold");

    private static Answer<Response> Handle(TierRules rules) => new Response(rules.Sets);
}
