using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Platform.Harness;
using static Platform.ServiceDefaults.Tests.RegistryService;

namespace Platform.ServiceDefaults.Tests;

public sealed class DocumentTests(RegistryService registry) : IClassFixture<RegistryService>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_sent_as_a_form_or_as_it_is_comes_back_byte_for_byte_with_the_hash_computed_here(bool asForm)
    {
        var bytes = new byte[700_001];
        new Random(7).NextBytes(bytes);
        var given = (await SendAsync(bytes, "application/pdf", "章程.pdf", asForm)).Expect(HttpStatusCode.Created);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), given["sha256"]!.GetValue<string>());
        Assert.Equal(
            (700_001L, "章程.pdf", "application/pdf"),
            (given["size"]!.GetValue<long>(), given["name"]!.GetValue<string>(), given["mediaType"]!.GetValue<string>())
        );
        Assert.Equal($"{Files}/{given.Id}", given.Message.Headers.Location!.ToString());

        using var opened = await registry.As(Accounts.Org1).GetAsync(new Uri($"{Files}/{given.Id}", UriKind.Relative));
        Assert.Equal(bytes, await opened.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", opened.Content.Headers.ContentType!.MediaType);
        Assert.Equal("章程.pdf", opened.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(
            ("attachment", "nosniff", "sandbox"),
            (
                opened.Content.Headers.ContentDisposition.DispositionType,
                opened.Headers.GetValues("X-Content-Type-Options").Single(),
                opened.Headers.GetValues("Content-Security-Policy").Single()
            )
        );
    }

    [Fact]
    public async Task A_document_is_open_to_its_party_and_to_those_who_see_what_cites_it()
    {
        var given = (await SendAsync([1, 2, 3], "image/png", "a.png")).Expect(HttpStatusCode.Created);
        (await registry.As(Accounts.Registrar).Get($"{Files}/{given.Id}")).Expect(HttpStatusCode.OK);
        (await registry.As(Accounts.Org2).Get($"{Files}/{given.Id}")).IsProblem(404, "request.not-found");
        (await registry.Anonymous.Get($"{Files}/{given.Id}")).IsProblem(401, "auth.token-missing");
        (await registry.As(Accounts.Org1).Get($"{Files}/{Guid.NewGuid()}")).IsProblem(404, "request.not-found");
    }

    [Fact]
    public async Task A_file_of_ten_million_bytes_is_taken_and_one_byte_more_is_too_large()
    {
        (await SendAsync(new byte[10_000_000], "text/plain", "ten.txt", asForm: true)).Expect(HttpStatusCode.Created);
        (await SendAsync(new byte[10_000_001], "text/plain", "more.txt", asForm: true)).IsProblem(413, "request.too-large");
        (await SendAsync(new byte[10_000_001], "text/plain", "more.txt")).IsProblem(413, "request.too-large");
    }

    [Fact]
    public async Task A_file_far_too_large_is_refused()
    {
        using var client = registry.NewClient(registry.Token(Accounts.Org1));
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var content = Content(new byte[20_000_000], "text/plain");
        (await client.Call(HttpMethod.Post, Files, content)).IsProblem(413, "request.too-large");
    }

    [Theory]
    [InlineData("text/html", 415)]
    [InlineData("application/x-msdownload", 415)]
    [InlineData("image/svg+xml", 415)]
    [InlineData("application/json", 415)]
    [InlineData("TEXT/CSV; charset=utf-8", 201)]
    public async Task Only_known_kinds_of_files_are_taken(string mediaType, int status)
    {
        Assert.Equal(status, (int)(await SendAsync([1], mediaType, "x")).Status);
        Assert.Equal(status, (int)(await SendAsync([1], mediaType, "x", asForm: true)).Status);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\org\\report.pdf", "report.pdf")]
    [InlineData("a\r\nX-Injected: 1.pdf", "aX-Injected: 1.pdf")]
    [InlineData("..", "..")]
    [InlineData("  ", "document")]
    [InlineData("", "document")]
    [InlineData("/", "document")]
    [InlineData("很長的名字.pdf", "很長的名字.pdf")]
    public async Task A_name_is_only_a_name(string sent, string stored)
    {
        using var content = Content([1], "application/pdf");
        var given = (await registry.As(Accounts.Org1).Call(HttpMethod.Post, $"{Files}?name={Uri.EscapeDataString(sent)}", content)).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal(stored, given["name"]!.GetValue<string>());
        var opened = (await registry.As(Accounts.Org1).Get($"{Files}/{given.Id}")).Expect(HttpStatusCode.OK);
        Assert.False(opened.Message.Headers.Contains("X-Injected"));
    }

    [Fact]
    public async Task A_long_name_keeps_its_end()
    {
        var given = (await SendAsync([1], "application/pdf", new string('長', 400) + ".pdf")).Expect(HttpStatusCode.Created);
        Assert.Equal(255, given["name"]!.GetValue<string>().Length);
        Assert.EndsWith("長.pdf", given["name"]!.GetValue<string>(), StringComparison.Ordinal);
        (await registry.As(Accounts.Org1).Get($"{Files}/{given.Id}")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno file\r\n--x--\r\n")]
    [InlineData(
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\nno end"
    )]
    [InlineData("multipart/form-data; boundary=x", "nothing of the kind")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nno header at all\r\n--x--\r\n")]
    [InlineData("multipart/form-data", "--x--\r\n")]
    [InlineData("application/pdf", "")]
    public async Task What_holds_no_file_is_a_bad_request(string mediaType, string body)
    {
        using var content = Content(Encoding.UTF8.GetBytes(body), mediaType);
        (await registry.As(Accounts.Org1).Call(HttpMethod.Post, Files, content)).IsProblem(400);
    }

    [Fact]
    public async Task A_repetition_with_a_key_is_recognised_by_the_hash_of_the_file()
    {
        var key = Guid.NewGuid().ToString();
        var first = (await SendAsync([1, 2], "text/plain", "x", key: key)).Expect(HttpStatusCode.Created);
        Assert.Equal(first.Id, (await SendAsync([1, 2], "text/plain", "x", key: key)).Expect(HttpStatusCode.Created).Id);
        (await SendAsync([1, 3], "text/plain", "x", key: key)).IsProblem(422, "idempotency.mismatch");
    }

    private async Task<Reply> SendAsync(byte[] bytes, string mediaType, string name, bool asForm = false, string? key = null)
    {
        HttpContent content = Content(bytes, mediaType);
        if (asForm)
        {
            content = new MultipartFormDataContent { { content, "file", name } };
        }

        using (content)
        {
            return await registry
                .As(Accounts.Org1)
                .Call(
                    HttpMethod.Post,
                    asForm ? Files : $"{Files}?name={Uri.EscapeDataString(name)}",
                    content,
                    key is null ? [] : [("Idempotency-Key", key)]
                );
        }
    }

    private static ByteArrayContent Content(byte[] bytes, string mediaType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }
}
