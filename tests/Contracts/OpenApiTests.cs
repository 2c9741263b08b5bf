using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Platform.Harness;

namespace Platform.Contracts.Tests;

/// <summary>The committed OpenAPI documents are those of the running platform.</summary>
public sealed class OpenApiTests(OpenApiTests.Everything platform) : IClassFixture<OpenApiTests.Everything>
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static TheoryData<string> Services => [.. Modules.Services.Select(service => service.ToLowerInvariant())];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task The_document_of_a_service_is_as_reviewed(string service)
    {
        using var client = platform.Anonymous(service);
        var document = (await client.Get("/openapi/v1.json")).Expect(System.Net.HttpStatusCode.OK).Json!;
        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(document["paths"]!.AsObject(), path => path.Key.StartsWith($"/api/{service}/v1/", StringComparison.Ordinal));
        Assert.Empty(DanglingIn(document));
        Same($"docs/openapi/{service}.json", document);
    }

    [Fact]
    public async Task The_merged_document_is_as_reviewed()
    {
        using var client = platform.Anonymous("gateway");
        var document = (await client.Get("/openapi.json")).Expect(System.Net.HttpStatusCode.OK).Json!;
        Assert.Empty(DanglingIn(document));
        Assert.Empty(UnsaidIn(document, ""));
        Same("docs/openapi/platform.json", document);
    }

    [Fact]
    public void A_list_that_does_not_say_what_it_holds_is_caught() =>
        Assert.Equal(
            ["/a/0"],
            UnsaidIn(
                JsonNode.Parse("""{ "a": [{ "type": ["null", "array"] }, { "type": "array", "items": { "type": "string" } }] }""")!,
                ""
            )
        );

    /// <summary>Where a list is described without its items: a partner's tools would make nothing of it.</summary>
    private static IEnumerable<string> UnsaidIn(JsonNode? node, string path) =>
        node switch
        {
            JsonObject schema => (
                schema["type"] is { } type
                && (type is JsonArray types ? types.Any(one => one!.ToString() == "array") : type.ToString() == "array")
                && schema["items"] is null
                    ? [path]
                    : Array.Empty<string>()
            ).Concat(schema.SelectMany(member => UnsaidIn(member.Value, $"{path}/{member.Key}"))),
            JsonArray items => items.SelectMany((item, i) => UnsaidIn(item, $"{path}/{i}")),
            _ => [],
        };

    [Fact]
    public void A_dangling_reference_and_a_changed_document_are_caught()
    {
        var document = JsonNode.Parse(
            """{ "paths": { "/x": { "$ref": "#/components/schemas/Gone" } }, "components": { "schemas": { "There": { "items": { "$ref": "#/components/schemas/There" } } } } }"""
        )!;
        Assert.Equal(["#/components/schemas/Gone"], DanglingIn(document));
        Assert.NotEqual(Text(JsonNode.Parse("""{ "b": [1, 2], "a": 1 }""")!), Text(JsonNode.Parse("""{ "a": 1, "b": [2, 1] }""")!));
        Assert.Equal(Text(JsonNode.Parse("""{ "b": [1, 2], "a": 1 }""")!), Text(JsonNode.Parse("""{ "a": 1, "b": [1, 2] }""")!));
    }

    private static void Same(string path, JsonNode document)
    {
        var difference = Snapshots.Difference(path, Text(document));
        Assert.True(difference is null, difference);
    }

    private static string Text(JsonNode document) => Sorted(document)!.ToJsonString(Indented);

    /// <summary>Members by name: the order in which endpoints are mapped is nobody's business.</summary>
    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            _ => node?.DeepClone(),
        };

    private static IEnumerable<string> DanglingIn(JsonNode document) =>
        References(document)
            .Distinct()
            .Where(reference =>
                reference
                    .TrimStart('#')
                    .Split('/', StringSplitOptions.RemoveEmptyEntries)
                    .Aggregate((JsonNode?)document, (node, name) =>
                        node is JsonArray items
                            ? items[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]
                            : node?[name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]
                    )
                    is null
            );

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member =>
                member.Key == "$ref" && member.Value is JsonValue value ? [value.GetValue<string>()] : References(member.Value)
            ),
            JsonArray items => items.SelectMany(References),
            _ => [],
        };

    public sealed class Everything() : TestPlatform([.. Modules.Services.Select(Modules.Of)], Modules.Of("Gateway")), IAsyncLifetime;
}
