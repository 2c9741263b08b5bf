using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Harness;

namespace Platform.Gateway.Tests;

public sealed partial class DocsTests(GatewayPlatform platform) : IClassFixture<GatewayPlatform>
{
    [Fact]
    public async Task The_merged_document_has_every_path_of_every_service_and_no_dangling_reference()
    {
        var merged = (await platform.Edge.Get("/openapi.json")).Expect(HttpStatusCode.OK);
        Assert.Equal("application/json", merged.Message.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("3.1", merged["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        foreach (var service in new[] { "access", "registry" })
        {
            using var client = platform.Anonymous(service);
            var own = (await client.Get("/openapi/v1.json"))["paths"]!.AsObject();
            Assert.NotEmpty(own);
            foreach (var (path, item) in own)
            {
                Assert.Equal(
                    item!.AsObject().Select(operation => operation.Key),
                    merged["paths"]![path]!.AsObject().Select(operation => operation.Key)
                );
            }
        }

        var schemas = merged["components"]!["schemas"]!.AsObject();
        Assert.All(References(merged.Json!), reference => Assert.True(IsThere(merged.Json!, reference), reference));
        Assert.Contains(schemas, schema => schema.Key.StartsWith("registry.", StringComparison.Ordinal));
        Assert.DoesNotContain("127.0.0.1", merged.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_documentation_is_served_from_here_and_loads_nothing_from_outside()
    {
        var page = (await platform.Edge.Get("/docs/index.html")).Expect(HttpStatusCode.OK);
        var parts = Sources().Matches(page.Text).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(parts);
        foreach (var part in parts)
        {
            Assert.DoesNotContain("//", part, StringComparison.Ordinal);
            (await platform.Edge.Get(new Uri(new Uri(platform.AddressOf("gateway"), "/docs/"), part).AbsolutePath)).Expect(
                HttpStatusCode.OK
            );
        }

        Assert.Contains("/openapi.json", (await platform.Edge.Get("/docs/index.js")).Text + page.Text, StringComparison.Ordinal);
        (await platform.Edge.Get("/docs")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_code_of_a_refusal_has_its_place_on_the_page_of_problems()
    {
        var page = (await platform.Edge.Get("/docs/problems")).Expect(HttpStatusCode.OK);
        Assert.Contains("id=\"registry.ubn-invalid\"", page.Text, StringComparison.Ordinal);
        var codes = References((await platform.Edge.Get("/openapi.json")).Json!, "x-problem-codes").ToArray();
        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.Contains($"id=\"{code}\"", page.Text, StringComparison.Ordinal));
        // Those that every service has alike as well: the type of each problem leads there.
        foreach (
            var (path, headers) in new (string, (string, string)[])[]
            {
                ("/nothing", []),
                ("/api/registry/v1/applications", []),
                ("/api/registry/v1/organisations?cursor=x", []),
                ("/api/rewards/v1/x", []),
                ("/", [("Authorization", "Bearer x")]),
            }
        )
        {
            var problem = await platform.Edge.Get(path, headers);
            Assert.Contains($"id=\"{problem.Code}\"", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_home_page_leads_on_and_loads_nothing_from_outside()
    {
        var page = (await platform.Edge.Get("/")).Expect(HttpStatusCode.OK);
        Assert.Equal("text/html", page.Message.Content.Headers.ContentType!.MediaType);
        Assert.Contains("社會創新平臺", page.Text, StringComparison.Ordinal);
        Assert.Empty(Sources().Matches(page.Text));
        foreach (var link in Links().Matches(page.Text).Select(match => match.Groups[1].Value))
        {
            Assert.StartsWith("/", link, StringComparison.Ordinal);
            var reply = await platform.Edge.Get(link);
            Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{link}: {reply.Status}");
        }
    }

    private static IEnumerable<string> References(JsonNode? node, string name = "$ref") =>
        node switch
        {
            JsonObject members => members.SelectMany(member =>
                member.Key == name
                    ? member.Value is JsonArray values
                        ? values.Select(value => value!.GetValue<string>())
                        : member.Value is JsonValue value
                            ? [value.GetValue<string>()]
                            : []
                    : References(member.Value, name)
            ),
            JsonArray items => items.SelectMany(item => References(item, name)),
            _ => [],
        };

    private static bool IsThere(JsonNode document, string reference) =>
        reference
            .TrimStart('#')
            .Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate((JsonNode?)document, (node, name) =>
                node is JsonArray items
                    ? items[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]
                    : node?[name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]
            )
            is not null;

    [GeneratedRegex("(?:src|<link[^>]*href)=\"([^\"]+)\"")]
    private static partial Regex Sources();

    [GeneratedRegex("<a href=\"([^\"]+)\"")]
    private static partial Regex Links();
}
