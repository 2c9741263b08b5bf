using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Platform.EndToEnd.Tests.BadInput;

/// <summary>
/// Requests of every operation of a merged OpenAPI document: mostly what it asks for, partly what nobody should send. The same seed makes
/// the same requests.
/// </summary>
internal sealed class RequestGenerator(
    JsonNode document,
    int seed,
    IReadOnlyList<(string Role, AuthenticationHeaderValue Token)> tokens,
    Func<Random, string, string> existingId
)
{
    private const int Deep = 1_000;

    private static readonly string[] HostileJson =
    [
        "null",
        "\"\"",
        "\" \"",
        "true",
        "-1",
        "0",
        "1.5",
        "1e400",
        "9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890",
        "[]",
        "{}",
        "[null]",
        "{\"a\":{}}",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"=1+1\"",
        "\"'; DROP TABLE x; --\"",
        "\"../../etc/passwd\"",
        "\"<script>\"",
        "\"\\u202e\"",
        "\"９９\"",
        "\"0000-00-00\"",
        "\"2026-02-30\"",
        "\"9999-12-31T23:59:60Z\"",
    ];

    private static readonly string[] HostileSegments =
    [
        "..",
        "%2e%2e",
        "%2e%2e%2f%2e%2e",
        "%252e%252e%252f",
        "%00",
        "%ff",
        "%c0%af",
        "0",
        "-1",
        "'",
        "%20",
        "null",
        "%F0%9F%98%80",
        "a%2Fb",
        "a%5Cb",
        ";x=1",
        "00000000-0000-0000-0000-000000000000",
    ];

    private static readonly string[] HostileBodies =
    [
        "",
        "[]",
        "null",
        "\"text\"",
        "{",
        "{\"a\":1,\"a\":2}",
        "{}x",
        "\uFEFF{}",
        "{\"a\":NaN}",
    ];

    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private readonly Random dice = new(seed);

    private readonly (string Path, string Method, JsonNode Operation)[] operations =
    [
        .. from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Methods.Contains(operation.Key)
        select (path.Key, operation.Key, operation.Value!),
    ];

    public int Operations => operations.Length;

    /// <summary>The request of a number; its operation is the next in turn, and named with it.</summary>
    public (string Operation, HttpRequestMessage Request) Next(int number, Uri address)
    {
        var (path, method, operation) = operations[number % operations.Length];
        var name = $"{method} {path}";
        var parameters = operation["parameters"]?.AsArray().Select(parameter => Resolved(parameter!)).ToArray() ?? [];
        var query = new StringBuilder();
        foreach (
            var parameter in parameters.Where(parameter =>
                In(parameter, "query") && Name(parameter) != "wait" && One(Name(parameter) == "cursor" ? 12 : 3)
            )
        )
        {
            query
                .Append(query.Length == 0 ? '?' : '&')
                .Append(Name(parameter))
                .Append('=')
                .Append(One(8) ? Segment() : Uri.EscapeDataString(Text(parameter["schema"]!, Name(parameter))));
        }

        foreach (var hole in parameters.Where(parameter => In(parameter, "path")))
        {
            path = path.Replace(
                $"{{{Name(hole)}}}",
                One(12)
                    ? Segment()
                    : Uri.EscapeDataString(
                        Text(
                            hole["schema"]!,
                            Name(hole) == "id" ? $"{KindOf(path[..path.IndexOf("{id}", StringComparison.Ordinal)])[..^1]}Id" : Name(hole)
                        )
                    ),
                StringComparison.Ordinal
            );
        }

        // As it is written: nothing is put right on the way.
        var request = new HttpRequestMessage(
            new(method.ToUpperInvariant()),
            new Uri(
                $"{address.GetLeftPart(UriPartial.Authority)}{path}{query}",
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
            )
        );
        if (method is "put" or "patch" && !One(10) || One(20))
        {
            request.Headers.TryAddWithoutValidation(
                "If-Match",
                One(3) ? Of("\"1\"", "\"2\"", "1", "\"", "W/\"1\"", "\"99999999999999999999\"") : "*"
            );
        }

        if (method == "post" && One(5))
        {
            request.Headers.TryAddWithoutValidation(
                "Idempotency-Key",
                One(5) ? Of(new string('k', 300), " ", "\u007f") : $"k{dice.Next(200)}"
            );
        }

        if (One(10))
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", Of("zh-TW", "en", "xx", "*;q=9", ",,,;"));
        }

        if (operation["requestBody"]?["content"] is JsonObject content)
        {
            request.Content = Body(content);
        }

        request.Headers.Authorization = Token(operation);
        return (name, request);
    }

    /// <summary>What an operation is about: the last word of its path.</summary>
    public static string KindOf(string operation) => operation.TrimEnd('/').Split('/')[^1];

    /// <summary>What a member of this name refers to: <c>requestId</c> to one of the <c>requests</c>.</summary>
    public static string KindReferredTo(string name) => $"{(name.EndsWith("Id", StringComparison.Ordinal) ? name[..^2] : name)}s";

    private ByteArrayContent Body(JsonObject content)
    {
        var (type, described) = content.ElementAt(dice.Next(content.Count));
        var (schema, example) = (described!["schema"], described["example"]);
        var text =
            One(25) ? Of(HostileBodies)
            : One(80) ? $"{new string('[', Deep)}{new string(']', Deep)}"
            : example is not null && !One(3) ? Like(example)
            : type.StartsWith("application/json", StringComparison.Ordinal) ? Json(schema, "", 0)
            : Of("a=b", "grant_type=client_credentials&client_id=x&client_secret=y", "%", "ubn\n12345675\n", "{}\n{}\n");
        var bytes = Encoding.UTF8.GetBytes(text);
        if (One(60) && bytes.Length > 2)
        {
            bytes[bytes.Length / 2] = 0xFF;
        }

        if (One(60))
        {
            bytes = bytes[..(bytes.Length / 2)];
        }

        var body = new ByteArrayContent(bytes);
        body.Headers.TryAddWithoutValidation(
            "Content-Type",
            One(25)
                ? Of("text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data; boundary=x", "x")
                : type
        );
        if (One(60))
        {
            body.Headers.ContentEncoding.Add(Of("gzip", "br", "x"));
        }

        return body;
    }

    /// <summary>What the document shows, about what there is; sometimes with one member that should not be as it is.</summary>
    private string Like(JsonNode example)
    {
        if (example is JsonValue text)
        {
            return text.GetValueKind() == System.Text.Json.JsonValueKind.String ? text.GetValue<string>() : text.ToJsonString();
        }

        var body = example.DeepClone();
        Refer(body);
        if (body is JsonObject { Count: > 0 } members && One(3))
        {
            var name = members.ElementAt(dice.Next(members.Count)).Key;
            if (One(3))
            {
                members.Remove(name);
            }
            else
            {
                return body.ToJsonString()
                    .Replace(
                        $"\"{name}\":{members[name]?.ToJsonString() ?? "null"}",
                        $"\"{name}\":{Of(HostileJson)}",
                        StringComparison.Ordinal
                    );
            }
        }

        return body.ToJsonString();
    }

    /// <summary>Puts ids and numbers of what there is in the place of those in an example.</summary>
    private void Refer(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Refer(item);
            }
        }
        else if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToArray())
            {
                if (value is JsonValue && Guid.TryParse(value.ToString(), out _))
                {
                    members[name] = existingId(dice, name is "from" or "to" ? "profiles" : KindReferredTo(name));
                }
                else if (value is JsonValue && name.EndsWith("bn", StringComparison.Ordinal))
                {
                    members[name] = TypicalText(name);
                }
                else
                {
                    Refer(value);
                }
            }
        }
    }

    private string Json(JsonNode? schema, string name, int depth)
    {
        if (schema is null || depth > 8)
        {
            return "null";
        }

        schema = Resolved(schema);
        if (One(60))
        {
            return Of(HostileJson);
        }

        if (One(400))
        {
            return $"\"{new string('長', 20_000)}\"";
        }

        if (!One(8) && Usual(name) is { } usual)
        {
            return usual;
        }

        if ((schema["oneOf"] ?? schema["anyOf"] ?? schema["allOf"]) is JsonArray { Count: > 0 } choices)
        {
            return Json(choices.LastOrDefault(choice => choice!["type"]?.ToString() != "null" && !One(10)) ?? choices[0], name, depth);
        }

        switch (Type(schema))
        {
            case "object" when schema["properties"] is JsonObject properties:
                var required = schema["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet() ?? [];
                var members = properties
                    .Where(property => !One(required.Contains(property.Key) ? 50 : 20))
                    .Select(property => $"\"{property.Key}\":{Json(property.Value, property.Key, depth + 1)}")
                    .ToList();
                if (One(50))
                {
                    members.Add("\"unknown\":1");
                }

                return $"{{{string.Join(',', members)}}}";
            case "object":
                return "{}";
            case "null":
                return "null";
            case "array":
                var items = Enumerable.Range(0, One(100) ? 1_001 : dice.Next(1, 3)).Select(_ => Json(schema["items"], name, depth + 1));
                return $"[{string.Join(',', items)}]";
            case "string":
                return $"\"{Text(schema, name)}\"";
            default:
                return Text(schema, name);
        }
    }

    /// <summary>A value without quotes that fits, as far as a schema says what does.</summary>
    private string Text(JsonNode schema, string name)
    {
        schema = Resolved(schema);
        if (schema["enum"] is JsonArray { Count: > 0 } allowed)
        {
            return allowed[dice.Next(allowed.Count)]?.ToString() ?? "null";
        }

        return (Type(schema), schema["format"]?.GetValue<string>()) switch
        {
            ("boolean", _) => One(2) ? "true" : "false",
            ("integer" or "number", _) => name == "year" ? Of("2024", "2025", "2026") : Of("1", "2", "3", "5", "12", "2025", "100000"),
            (_, "uuid") => One(8) ? Guid.NewGuid().ToString() : existingId(dice, KindReferredTo(name)),
            (_, "date") => $"20{dice.Next(20, 30)}-{dice.Next(1, 13):00}-{dice.Next(1, 29):00}",
            (_, "date-time") => $"20{dice.Next(20, 30)}-{dice.Next(1, 13):00}-{dice.Next(1, 29):00}T01:02:03Z",
            (_, "uri") => Of("https://example.org/a", "http://127.0.0.1:1/", "x"),
            _ => TypicalText(name),
        };
    }

    /// <summary>Members that hang together with others, as they usually are.</summary>
    private string? Usual(string name) =>
        name switch
        {
            "evidence" or "documents" =>
                """[{"name":"a.pdf","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]""",
            "identicalTo"
            or "otherIdentifier"
            or "onBehalfOf"
            or "organisationId"
            or "website"
            or "vetoes"
            or "availability"
            or "affiliates" => "null",
            "sdgs" => $"[{dice.Next(1, 18)}]",
            "foundedOn" or "on" => $"\"2025-{dice.Next(1, 13):00}-11\"",
            _ => null,
        };

    /// <summary>What a member of this name usually holds, so that the rules behind the form are reached.</summary>
    private string TypicalText(string name) =>
        One(12)
            ? Of("x", "共享", "TW", "12345675", "2026")
            : name switch
            {
                "ubn" or "supplierUbn" or "buyerUbn" => Of("04595257", "12345675", "22099131", "53212539"),
                "county" => Of("花蓮縣", "臺北市"),
                "economy" or "economies" or "marketsSought" => Of("TW", "PH", "MY", "TH"),
                "timeZone" => Of("Asia/Taipei", "Asia/Manila"),
                "languages" => Of("zh-TW", "en"),
                "authority" or "lead" or "coAuthorities" or "owner" or "successor" or "code" => Of("moea", "mof", "moi"),
                "caseNo" => existingId(dice, KindReferredTo(name)),
                "legalForm" => Of("company", "association", "foundation"),
                "stage" => Of("diffusion", "scaling", "growth", "met", "pilot"),
                "series" => Of("social", "startup"),
                "sha256" => new string('a', 64),
                "email" or "to" => Of("hello@example.org", "moea"),
                "roles" => "organisation",
                "scopes" => "registry.read",
                "zh" => "社會創新",
                _ => Of("公司法", "第1條", "共享", "hello", "2026"),
            };

    private JsonNode Resolved(JsonNode node)
    {
        while (node["$ref"] is { } reference)
        {
            node = reference
                .GetValue<string>()[2..]
                .Split('/')
                .Aggregate(document, (at, name) =>
                    at[name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]!
                );
        }

        return node;
    }

    private static string Type(JsonNode schema) =>
        schema["type"] switch
        {
            JsonArray types => types.Select(type => type!.GetValue<string>()).FirstOrDefault(type => type != "null", "null"),
            { } type => type.GetValue<string>(),
            null => schema["properties"] is null ? "string" : "object",
        };

    private static bool In(JsonNode parameter, string place) => parameter["in"]!.GetValue<string>() == place;

    private static string Name(JsonNode parameter) => parameter["name"]!.GetValue<string>();

    private bool One(int of) => dice.Next(of) == 0;

    private string Of(params string[] values) => values[dice.Next(values.Length)];

    private string Segment() => One(20) ? new string('a', 3_000) : Of(HostileSegments);

    /// <summary>A token of somebody who may; sometimes another's, one that does not count, or none.</summary>
    private AuthenticationHeaderValue? Token(JsonNode operation)
    {
        var named = operation["security"]?[0]!["bearer"]!.AsArray().Select(role => role!.GetValue<string>()).ToHashSet() ?? [];
        var may = named.Count > 0 && !One(10) ? tokens.Where(token => named.Contains(token.Role)).ToArray() : tokens;
        return One(20) ? null
            : One(50) ? new("Bearer", Of("x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", ""))
            : may[dice.Next(may.Count)].Token;
    }
}
