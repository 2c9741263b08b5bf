using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Platform.Web.Http;

/// <summary>
/// Adds examples to all bodies of an OpenAPI document, from its schemas and from tables (the service's own <c>examples.json</c> first,
/// then the one here). A table has an example by <c>name</c>, by <c>Schema.name</c>, by <c>Schema</c> for a whole object, by media type,
/// or by path for an answer without a schema; <see langword="null"/> omits the member where that is allowed.
/// </summary>
internal sealed class Examples
{
    private const int MaxDepth = 8;

    private static readonly JsonObject Shared = Read(typeof(Examples).Assembly)!;

    private readonly JsonObject[] tables;

    /// <param name="service">The assembly of the service, in which <c>examples.json</c> may be embedded.</param>
    public Examples(Assembly service) => tables = Read(service) is { } own ? [own, Shared] : [Shared];

    /// <summary>Adds an example to every request and to every successful answer.</summary>
    public void AddTo(OpenApiDocument document)
    {
        foreach (var (path, item) in document.Paths)
        {
            foreach (var operation in item.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>())
            {
                var answers = operation
                    .Responses?.Where(answer => answer.Key.StartsWith('2'))
                    .SelectMany(answer => answer.Value.Content ?? new Dictionary<string, OpenApiMediaType>())
                    ?? [];
                foreach (var (type, body) in answers)
                {
                    body.Example ??= TryGetExample(path, out var whole) ? whole?.DeepClone() : ExampleOf(type, body);
                }

                foreach (var (type, body) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
                {
                    body.Example ??= ExampleOf(type, body);
                }
            }
        }
    }

    private JsonNode? ExampleOf(string type, OpenApiMediaType body) =>
        TryGetExample(type, out var whole) ? whole?.DeepClone()
        : body.Schema is { } schema && type == "application/json" ? Of(schema, "", "", 0)
        : null;

    private JsonNode? Of(IOpenApiSchema schema, string owner, string member, int depth)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            if (TryGetExample(id, out var whole))
            {
                return whole?.DeepClone();
            }

            owner = id;
        }

        if (depth > MaxDepth)
        {
            return null;
        }

        if (schema.Properties is { Count: > 0 } members)
        {
            return new JsonObject(
                members
                    .Select(found => KeyValuePair.Create(found.Key, OfMember(found.Value, owner, found.Key, depth + 1)))
                    .Where(found => found.Value is not null || IsNullable(members[found.Key]) && Requires(schema, found.Key))
            );
        }

        if ((schema.OneOf ?? schema.AnyOf ?? schema.AllOf) is { Count: > 0 } choices)
        {
            return Of(choices.FirstOrDefault(choice => choice.Type is not JsonSchemaType.Null) ?? choices[0], owner, member, depth + 1);
        }

        if (schema.Enum is { Count: > 0 } allowed)
        {
            return allowed[0].DeepClone();
        }

        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Array => schema.Items is { } items && Of(items, owner, member, depth + 1) is { } item
                ? new JsonArray(item)
                : new JsonArray(),
            JsonSchemaType.Object => new JsonObject(),
            JsonSchemaType.Boolean => true,
            JsonSchemaType.Integer or JsonSchemaType.Number => 1,
            _ => schema.Format switch
            {
                "uuid" => "01976f2e-8c3a-7b41-9d52-6f0e4a7c1b28",
                "date" => "2026-05-04",
                "date-time" => "2026-05-04T01:30:00Z",
                "time" => "09:00:00",
                _ => "…",
            },
        };
    }

    private JsonNode? OfMember(IOpenApiSchema schema, string owner, string member, int depth)
    {
        if (!TryGetExample($"{owner}.{member}", out var example) && !TryGetExample(member, out example))
        {
            return Of(schema, owner, member, depth);
        }

        var wanted = Resolved(schema);
        if (example is null)
        {
            return null;
        }

        if (Allows(wanted, example))
        {
            return example.DeepClone();
        }

        // The same name may be a list here and an item of it elsewhere.
        return wanted.Items is { } items && Allows(Resolved(items), example)
            ? new JsonArray(example.DeepClone())
            : Of(schema, owner, member, depth);
    }

    /// <summary>Returns whether the example of a name is valid for this schema.</summary>
    private static bool Allows(IOpenApiSchema schema, JsonNode example) =>
        (schema.Enum is not { Count: > 0 } allowed || allowed.Any(value => JsonNode.DeepEquals(value, example)))
        && (schema.Type & ~JsonSchemaType.Null, example) switch
        {
            (JsonSchemaType.Array, JsonArray list) => schema.Items is not { } items
                || list.All(item => item is not null && Allows(Resolved(items), item)),
            (JsonSchemaType.Object, JsonObject members) => schema.Required?.All(members.ContainsKey) != false,
            (null or 0, _) => true,
            (JsonSchemaType.String, _) => example.GetValueKind() is JsonValueKind.String
                && HasForm(schema.Format, example.GetValue<string>()),
            (JsonSchemaType.Integer or JsonSchemaType.Number, _) => example.GetValueKind() is JsonValueKind.Number,
            (JsonSchemaType.Boolean, _) => example.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            _ => false,
        };

    private static bool HasForm(string? format, string text) =>
        format switch
        {
            "uuid" => Guid.TryParse(text, out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => text.Contains('T', StringComparison.Ordinal)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            "time" => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => true,
        };

    /// <summary>Returns the schema behind a reference, or the other choice of "this or null".</summary>
    private static IOpenApiSchema Resolved(IOpenApiSchema schema) =>
        (schema.OneOf ?? schema.AnyOf) is { Count: > 0 } choices
            ? Resolved(choices.FirstOrDefault(choice => choice.Type is not JsonSchemaType.Null) ?? choices[0])
            : schema;

    private static bool IsNullable(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) == true
        || (schema.OneOf ?? schema.AnyOf)?.Any(choice => choice.Type is JsonSchemaType.Null) == true;

    private static bool Requires(IOpenApiSchema schema, string member) => schema.Required?.Contains(member) == true;

    private bool TryGetExample(string name, out JsonNode? example)
    {
        example = null;
        return tables.FirstOrDefault(table => table.ContainsKey(name))?.TryGetPropertyValue(name, out example) == true;
    }

    private static JsonObject? Read(Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream("examples.json");
        return stream is null ? null : JsonNode.Parse(stream)!.AsObject();
    }
}
