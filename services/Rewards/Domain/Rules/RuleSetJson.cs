using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Platform.Data;

namespace Platform.Rewards.Domain.Rules;

/// <summary>Reads and writes rule sets as JSON. It finds the shapes by their attribute, so a new shape needs no entry here.</summary>
internal static class RuleSetJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(PlatformJson.Options));

    /// <summary>Adds the shapes to serializer options.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.AllowOutOfOrderMetadataProperties = true;
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(AddShapes);
        return options;
    }

    public static RuleSet Read(string json) =>
        JsonSerializer.Deserialize<RuleSet>(json, Options) ?? throw new JsonException("A rule set is an object.");

    public static string Write(RuleSet rules) => JsonSerializer.Serialize(rules, Options);

    private static void AddShapes(JsonTypeInfo type)
    {
        if (type.Type != typeof(AwardShape))
        {
            return;
        }

        type.PolymorphismOptions = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = "shape",
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
        };
        foreach (var shape in typeof(AwardShape).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(AwardShape)) && !t.IsAbstract))
        {
            var name = shape.GetCustomAttribute<ShapeAttribute>()?.Name
                ?? throw new InvalidOperationException($"{shape.Name} needs a [Shape].");
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(shape, name));
        }
    }
}
