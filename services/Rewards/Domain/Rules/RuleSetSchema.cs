using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Platform.Rewards.Domain.Rules;

/// <summary>The JSON Schema of rule sets. It is exported from the record types, so a new shape is included automatically.</summary>
internal static class RuleSetSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    // A rule set without these members is refused.
    private static readonly string[] Required = ["year", "title", "source", "effectiveFrom", "effectiveTo", "social"];

    public static JsonObject Export()
    {
        var exported = RuleSetJson
            .Options.GetJsonSchemaAsNode(typeof(RuleSet), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true })
            .AsObject();
        exported.Remove("required");
        var schema = new JsonObject
        {
            ["$schema"] = Dialect,
            ["title"] = "Rule set of an award year",
            ["required"] = new JsonArray([.. Required.Select(name => (JsonNode)name)]),
        };
        foreach (var (name, value) in exported)
        {
            schema[name] = value?.DeepClone();
        }

        return schema;
    }
}
