using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Harness;

namespace Platform.Contracts.Tests;

/// <summary>Every operation shows what is sent and what is answered, and what it shows is right.</summary>
public sealed class ExampleTests(OpenApiTests.Everything platform) : IClassFixture<OpenApiTests.Everything>
{
    private static readonly Account[] People =
    [
        Accounts.Org1,
        Accounts.Buyer1,
        Accounts.Registrar,
        Accounts.RewardReviewer,
        Accounts.Ndc,
        Accounts.Mof,
        Accounts.Matchmaker,
        Accounts.Admin,
        Accounts.Partner1,
    ];

    [Fact]
    public async Task Every_request_and_every_answer_of_success_has_an_example_that_its_schema_allows()
    {
        var document = await DocumentAsync();
        var (bodies, wrong) = (0, new List<string>());
        foreach (var (name, operation) in OperationsOf(document))
        {
            foreach (var (where, type, body) in BodiesOf(operation))
            {
                if (where != "request" && type != "application/json")
                {
                    continue;
                }

                bodies++;
                if (body["example"] is not { } example)
                {
                    wrong.Add($"{name} {where} {type}: no example");
                }
                else if (type == "application/json")
                {
                    wrong.AddRange(Violations(document, body["schema"]!, example, "$").Select(reason => $"{name} {where}: {reason}"));
                }
            }
        }

        // A member that no table knows shows it.
        wrong.AddRange(
            OperationsOf(document)
                .SelectMany(found =>
                    BodiesOf(found.Operation)
                        .Where(body =>
                            body.Type == "application/json"
                            && body.Body["example"]?.ToJsonString().Contains("\"\\u2026\"", StringComparison.Ordinal) == true
                        )
                        .Select(body =>
                            $"{found.Name} {body.Where}: a member without a value of its own: {body.Body["example"]!.ToJsonString()}"
                        )
                )
        );
        Assert.True(bodies > 200, $"{bodies} bodies");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task No_example_of_a_request_is_refused_as_malformed()
    {
        var document = await DocumentAsync();
        var clients = new List<HttpClient>();
        foreach (var person in People)
        {
            clients.Add(await platform.AsAsync(person, "gateway"));
        }

        var (sent, wrong) = (0, new List<string>());
        foreach (var (name, operation) in OperationsOf(document))
        {
            if (operation["requestBody"]?["content"]?["application/json"]?["example"] is not { } example)
            {
                continue;
            }

            var (method, path) = (new HttpMethod(name.Split(' ')[0]), PathOf(document, operation, name.Split(' ')[1]));
            Reply? reply = null;
            foreach (var client in clients)
            {
                if ((reply = await client.Call(method, path, example.ToJsonString(), ("If-Match", "*"))).Code != "auth.forbidden")
                {
                    break;
                }
            }

            sent++;
            if ((int)reply!.Status is 400 or 401 or 415 or >= 500 || reply.Code == "auth.forbidden")
            {
                wrong.Add($"{name} {example.ToJsonString()} → {(int)reply.Status} {reply.Text}");
            }
        }

        clients.ForEach(client => client.Dispose());
        Assert.True(sent > 70, $"{sent} sent");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("""{ "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } }""", """{ "a": "1" }""")]
    [InlineData("""{ "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } }""", "{}")]
    [InlineData("""{ "type": "object", "additionalProperties": false, "properties": { "a": { "type": "integer" } } }""", """{ "b": 1 }""")]
    [InlineData("""{ "type": ["null", "string"], "format": "date" }""", "\"tomorrow\"")]
    [InlineData("""{ "type": "array", "items": { "enum": ["x"] } }""", """["y"]""")]
    [InlineData("""{ "oneOf": [{ "type": "null" }, { "type": "boolean" }] }""", "3")]
    public void An_example_that_does_not_fit_is_caught(string schema, string example) =>
        Assert.NotEmpty(Violations(new JsonObject(), JsonNode.Parse(schema)!, JsonNode.Parse(example), "$"));

    private async Task<JsonNode> DocumentAsync()
    {
        using var client = platform.Anonymous("gateway");
        return (await client.Get("/openapi.json")).Expect(HttpStatusCode.OK).Json!;
    }

    private static IEnumerable<(string Name, JsonNode Operation)> OperationsOf(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!);

    private static IEnumerable<(string Where, string Type, JsonNode Body)> BodiesOf(JsonNode operation) =>
        (operation["requestBody"]?["content"]?.AsObject() ?? [])
            .Select(body => ("request", body.Key, body.Value!))
            .Concat(
                operation["responses"]!
                    .AsObject()
                    .Where(answer => answer.Key.StartsWith('2'))
                    .SelectMany(answer => (answer.Value!["content"]?.AsObject() ?? []).Select(body => (answer.Key, body.Key, body.Value!)))
            );

    private static string PathOf(JsonNode document, JsonNode operation, string path)
    {
        foreach (
            var parameter in (operation["parameters"]?.AsArray() ?? []).Where(parameter => parameter!["in"]!.GetValue<string>() == "path")
        )
        {
            var (name, schema) = (parameter!["name"]!.GetValue<string>(), Resolved(document, parameter["schema"]!));
            path = path.Replace(
                $"{{{name}}}",
                (name, schema["format"]?.GetValue<string>()) switch
                {
                    (_, "uuid") => Guid.CreateVersion7().ToString(),
                    ("year", _) => "2026",
                    ("authority" or "code", _) => "moea",
                    ("kind", _) => "sectors",
                    _ => "x",
                },
                StringComparison.Ordinal
            );
        }

        return path;
    }

    private static JsonNode Resolved(JsonNode document, JsonNode schema)
    {
        while (schema["$ref"] is { } reference)
        {
            schema = reference.GetValue<string>()[2..].Split('/').Aggregate(document, (at, name) => at[name]!);
        }

        return schema;
    }

    private static IEnumerable<string> Violations(JsonNode document, JsonNode schema, JsonNode? value, string path)
    {
        schema = Resolved(document, schema);
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices)
        {
            return choices.Any(choice => !Violations(document, choice!, value, path).Any())
                ? []
                : [$"{path}: fits none of the choices: {value?.ToJsonString() ?? "null"}"];
        }

        var kinds = schema["type"] switch
        {
            null => [],
            JsonArray several => several.Select(one => one!.GetValue<string>()).ToArray(),
            var one => [one.GetValue<string>()],
        };
        var kind = KindOf(value);
        if (kinds.Length > 0 && !kinds.Contains(kind) && !(kind == "integer" && kinds.Contains("number")))
        {
            return [$"{path}: {kind}, and {string.Join(" or ", kinds)} is wanted"];
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(candidate => JsonNode.DeepEquals(candidate, value)))
        {
            return [$"{path}: {value?.ToJsonString()} is none of {allowed.ToJsonString()}"];
        }

        return value switch
        {
            JsonObject members => (schema["required"]?.AsArray() ?? [])
                .Select(name => name!.GetValue<string>())
                .Where(name => !members.ContainsKey(name))
                .Select(name => $"{path}.{name}: missing")
                .Concat(
                    members.SelectMany(member =>
                        schema["properties"]?[member.Key] is { } memberSchema
                            ? Violations(document, memberSchema, member.Value, $"{path}.{member.Key}")
                        : schema["additionalProperties"] is JsonObject others
                            ? Violations(document, others, member.Value, $"{path}.{member.Key}")
                        : schema["additionalProperties"]?.GetValueKind() == JsonValueKind.False ? [$"{path}.{member.Key}: unknown"]
                        : []
                    )
                ),
            JsonArray items => items.SelectMany(
                (item, i) => schema["items"] is { } each ? Violations(document, each, item, $"{path}[{i}]") : []
            ),
            JsonValue text when kind == "string" && !Fits(schema["format"]?.GetValue<string>(), text.GetValue<string>()) =>
            [
                $"{path}: {text} is no {schema["format"]}",
            ],
            _ => [],
        };
    }

    private static string KindOf(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            var kind => kind.ToString()!.ToLowerInvariant(),
        };

    private static bool Fits(string? format, string text) =>
        format switch
        {
            "uuid" => Guid.TryParse(text, out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            "uri" => Uri.IsWellFormedUriString(text, UriKind.Absolute),
            _ => true,
        };
}
