using System.Text.Json;
using Platform.Rewards.Domain.Rules;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Rules;

internal static class GetRulesSchema
{
    private const string MediaType = "application/schema+json";

    /// <summary>The schema as the endpoint returns it. The copy in docs/ is the same text.</summary>
    public static string Text { get; } =
        RuleSetSchema.Export().ToJsonString(new JsonSerializerOptions(RuleSetJson.Options) { WriteIndented = true });

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("rules/schema", () => Results.Content(Text, MediaType))
            .ForAnyone()
            .Produces(200, contentType: MediaType)
            .WithTags("Award years")
            .WithSummary("The JSON Schema (2020-12) of rule sets");
}
