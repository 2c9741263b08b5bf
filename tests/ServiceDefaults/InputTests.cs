using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Platform.Harness;
using static Platform.ServiceDefaults.Tests.RegistryService;

namespace Platform.ServiceDefaults.Tests;

/// <summary>Whatever is sent, the answer says what is wrong with it; never a 500.</summary>
public sealed class InputTests(RegistryService registry) : IClassFixture<RegistryService>
{
    private HttpClient Org => registry.As(Accounts.Org1);

    [Theory]
    [InlineData("", "request.malformed")]
    [InlineData("{", "request.malformed")]
    [InlineData("null", "request.malformed")]
    [InlineData("[]", "request.malformed")]
    [InlineData("42", "request.malformed")]
    [InlineData("{} {}", "request.malformed")]
    [InlineData("// {}", "request.malformed")]
    [InlineData("{ \"county\": \"花蓮縣\", }", "request.malformed")]
    [InlineData("{ \"county\": \"花蓮縣\", \"county\": \"臺北市\" }", "request.malformed")]
    [InlineData("{ \"County\": \"花蓮縣\" }", "request.malformed")]
    [InlineData("{ \"unheardOf\": 1 }", "request.malformed")]
    [InlineData("{ \"county\": 5 }", "request.malformed")]
    [InlineData("{ \"sdgs\": \"3\" }", "request.malformed")]
    [InlineData("{ \"sdgs\": [\"3\"] }", "request.malformed")]
    [InlineData("{ \"sdgs\": [3.5] }", "request.malformed")]
    [InlineData("{ \"sdgs\": [99999999999999999999] }", "request.malformed")]
    [InlineData("{ \"sdgs\": [1e400] }", "request.malformed")]
    [InlineData("{ \"legalForm\": 1 }", "request.malformed")]
    [InlineData("{ \"foundedOn\": \"2026-02-30\" }", "request.malformed")]
    [InlineData("{ \"foundedOn\": \"115-02-03\" }", "request.malformed")]
    [InlineData("{ \"name\": \"no object\" }", "request.malformed")]
    [InlineData("{ \"name\": { \"zh\": \"a\\u0000b\" } }", "request.malformed")]
    [InlineData("{ \"county\": \"\\ud800\" }", "request.malformed")]
    [InlineData("{ \"products\": [null] }", "request.invalid")]
    [InlineData("{}", "request.invalid")]
    public async Task A_body_that_cannot_be_taken_is_a_bad_request(string json, string code) =>
        (await Org.Post(Applications, json)).IsProblem(400, code);

    [Fact]
    public async Task What_is_wrong_is_named_by_its_path()
    {
        var body = Application();
        body["products"] = new[] { "ok", "" };
        body["contact"] = new { name = "", email = "nobody" };
        var refused = (await Org.Post(Applications, body)).IsProblem(400, "request.invalid");
        Assert.Equal(
            ["$.contact.email", "$.contact.name", "$.products[1]"],
            refused["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_query_value_that_cannot_be_read_is_named_with_what_is_wanted()
    {
        var refused = (
            await registry.Anonymous.Get("/api/registry/v1/organisations?light=pink&limit=ten&status=registered&sdg=")
        ).IsProblem(400, "request.malformed");
        var errors = refused["errors"]!.AsObject();
        Assert.Equal(["$.light", "$.limit"], errors.Select(error => error.Key).Order(StringComparer.Ordinal));
        Assert.Contains("green, yellow, red", errors["$.light"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task A_depth_bomb_is_a_bad_request(string open, string close)
    {
        var bomb = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));
        (await Org.Post(Applications, bomb)).IsProblem(400, "request.malformed");
        (await Org.Post(Applications, $$"""{ "contact": {{bomb}} }""")).IsProblem(400, "request.malformed");
    }

    [Theory]
    [InlineData("ubn")]
    [InlineData("county")]
    [InlineData("charterClause")]
    [InlineData("website")]
    public async Task A_text_of_a_megabyte_is_a_bad_request(string member)
    {
        var body = Application();
        body[member] = new string('長', 350_000);
        (await Org.Post(Applications, body)).IsProblem(400, "request.invalid");
    }

    [Fact]
    public async Task Invalid_UTF8_is_a_bad_request()
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Application());
        bytes[bytes.AsSpan().IndexOf("company"u8)] = 0xFF;
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await Org.Call(HttpMethod.Post, Applications, content)).IsProblem(400, "request.malformed");
    }

    [Theory]
    [InlineData("/organisations?q=%00", 400)]
    [InlineData("/organisations?q=a%00b&limit=5", 400)]
    [InlineData("/organisations?limit=0", 400)]
    [InlineData("/organisations?limit=201", 400)]
    [InlineData("/organisations?limit=many", 400)]
    [InlineData("/organisations?limit=99999999999", 400)]
    [InlineData("/organisations?limit=1&limit=2", 400)]
    [InlineData("/organisations?cursor=yesterday", 400)]
    [InlineData("/organisations?cursor=", 400)]
    [InlineData(
        "/organisations?cursor=%E9%95%B7%E9%95%B7%E9%95%B7%E9%95%B7%E9%95%B7%E9%95%B7%E9%95%B7%E9%95%B7%E9%95%B7%E9%95%B7%E9%95%B7",
        400
    )]
    [InlineData("/organisations?stage=Diffusion", 400)]
    [InlineData("/organisations?stage=1", 400)]
    [InlineData("/organisations?sdg=x", 400)]
    [InlineData("/organisations/by-ubn/04595257/status?on=tomorrow", 400)]
    [InlineData("/organisations/no-guid", 404)]
    [InlineData("/nothing/here", 404)]
    public async Task A_wrong_address_or_query_is_refused(string path, int status) =>
        (await registry.Anonymous.Get("/api/registry/v1" + path)).IsProblem(status);

    [Theory]
    [InlineData("/organisations?q=%FF%FE")]
    [InlineData("/organisations?q=%F0%9F%8C%B1&county=%F0%9F%8C%B1")]
    [InlineData("/organisations?q='%20OR%201=1--")]
    [InlineData("/organisations?q=%25_%5C%5B")]
    [InlineData("/organisations?sdg=-2147483648")]
    [InlineData("/organisations?unknown=x")]
    public async Task An_odd_query_breaks_nothing(string path)
    {
        var reply = await registry.Anonymous.Get("/api/registry/v1" + path);
        if (reply.Status != System.Net.HttpStatusCode.OK)
        {
            reply.IsProblem(422);
        }
    }

    [Fact]
    public async Task A_path_with_NUL_is_a_bad_request() =>
        (await registry.Anonymous.Get("/api/registry/v1/organisations/by-ubn/%00")).Expect(System.Net.HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_method_that_a_path_does_not_have_is_405_with_those_it_has()
    {
        var refused = (await Org.Call(HttpMethod.Delete, Applications, null)).IsProblem(405, "request.method-not-allowed");
        Assert.Equal(["GET", "POST"], refused.Message.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_wrong_media_type_is_415(string mediaType)
    {
        using var content = new StringContent("{}", Encoding.UTF8, mediaType);
        (await Org.Call(HttpMethod.Post, Applications, content)).IsProblem(415, "request.media-type-unsupported");
    }

    [Fact]
    public async Task A_body_without_a_media_type_is_refused()
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        Assert.InRange((int)(await Org.Call(HttpMethod.Post, Applications, content)).Status, 400, 415);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_larger_than_five_megabytes_is_413(bool withKey)
    {
        using var client = registry.NewClient(registry.Token(Accounts.Org1));
        client.DefaultRequestHeaders.ExpectContinue = true;
        var body = $$"""{ "charterClause": "{{new string('x', 5_100_000)}}" }""";
        (await client.Post(Applications, body, withKey ? [("Idempotency-Key", Guid.NewGuid().ToString())] : [])).IsProblem(
            413,
            "request.too-large"
        );
    }

    [Fact]
    public async Task A_list_with_a_hole_is_a_bad_request()
    {
        var organisation = await RegisteredAsync();
        var refused = (
            await Org.Post($"{Organisations}/{organisation}/reports", """{ "year": 2025, "summary": "x", "documents": [null] }""")
        ).IsProblem(400, "request.invalid");
        Assert.Equal("$.documents[0]", Assert.Single(refused["errors"]!.AsObject()).Key);
    }

    [Theory]
    [InlineData("Accept-Language", "*;q=99,,;;zh")]
    [InlineData("Accept", "application/xml")]
    [InlineData("If-Match", "no quotes")]
    [InlineData("If-None-Match", "\"")]
    [InlineData("traceparent", "00-zz-zz-zz")]
    [InlineData("tracestate", "=,=,=")]
    [InlineData("Range", "bytes=5-1")]
    public async Task An_odd_header_breaks_nothing(string name, string value) =>
        Assert.InRange((int)(await registry.Anonymous.Get(Organisations, (name, value))).Status, 200, 412);

    [Fact]
    public async Task Three_hundred_mutilated_bodies_never_break_the_service()
    {
        var random = new Random(20260301);
        for (var round = 0; round < 300; round++)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(Application()).ToList();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveAt(at);
                        break;
                    case 2:
                        bytes.Insert(at, (byte)"{}[]\",:0\\u"[random.Next(10)]);
                        break;
                    default:
                        bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count / 2), random.Next(bytes.Count / 2)));
                        break;
                }
            }

            using var content = new ByteArrayContent([.. bytes]);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var reply = await Org.Call(HttpMethod.Post, Applications, content);
            Assert.True((int)reply.Status < 500, $"{Encoding.UTF8.GetString([.. bytes])}\n{reply.Text}");
        }
    }

    private async Task<string> RegisteredAsync()
    {
        var started = await Org.Post(Applications, Application());
        (await Org.Post($"{Applications}/{started.Id}/submit")).Expect(System.Net.HttpStatusCode.OK);
        return (await registry.As(Accounts.Registrar).Post($"{Applications}/{started.Id}/accept")).Expect(System.Net.HttpStatusCode.OK)[
            "organisationId"
        ]!.GetValue<string>();
    }
}
