using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Platform.Harness;

namespace Platform.EndToEnd.Tests.BadInput;

/// <summary>What no client of HTTP would send, sent to the gateway's real server.</summary>
public sealed class RawHttpTests(EdgePlatform platform) : IClassFixture<EdgePlatform>
{
    private const string Applications = "/api/registry/v1/applications",
        Json = "Content-Type: application/json\r\n";

    // At rest the process has some 200 MiB.
    private const double MostMemory = 600;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Headers_that_come_byte_by_byte_end_their_connection_and_harm_nobody()
    {
        var slow = new List<RawConnection>();
        for (var i = 0; i < 100; i++)
        {
            slow.Add(await RawConnection.OpenAsync(platform.Address));
        }

        using var stop = new CancellationTokenSource();
        var dribbling = Task.WhenAll(
            slow.Select(async connection =>
            {
                try
                {
                    await connection.SendAsync("GET / HTTP/1.1\r\nHost: platform\r\nX-Slow: ");
                    while (!stop.IsCancellationRequested)
                    {
                        await connection.SendAsync("a");
                        await Task.Delay(200);
                    }
                }
                catch (IOException)
                {
                    // It has been ended, as it should be.
                }
            })
        );
        var elapsed = Stopwatch.StartNew();
        (await platform.Anonymous.Get("/api/registry/v1/statistics")).Expect(HttpStatusCode.OK);
        Assert.InRange(elapsed.Elapsed.TotalSeconds, 0, 1.5);
        Assert.All(await Task.WhenAll(slow.Select(connection => connection.EndsAsync(TimeSpan.FromSeconds(8)))), Assert.True);
        await stop.CancelAsync();
        await dribbling;
        slow.ForEach(connection => connection.Dispose());
    }

    public static TheoryData<string, string, string> Ambiguous =>
        new()
        {
            { "two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n", "12345" },
            { "a list of lengths", "Content-Length: 5, 6\r\n", "12345" },
            { "a negative length", "Content-Length: -1\r\n", "" },
            { "a length beyond 64 bits", "Content-Length: 99999999999999999999\r\n", "" },
            { "an unknown transfer coding", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" },
            { "chunked before another coding", "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" },
            { "a folded header", "X-A: b\r\n Content-Length: 5\r\n", "" },
            { "a space before the colon", "Content-Length : 5\r\n", "12345" },
            { "a header without a colon", "Content-Length 5\r\n", "" },
            { "a NUL in a header", "X-A: a\0b\r\n", "" },
            { "a bare CR in a header", "X-A: a\rContent-Length: 5\r\n", "" },
            { "two hosts", "Host: other\r\n", "" },
            { "a chunk size that is no number", "Transfer-Encoding: chunked\r\n", "zz\r\n12345\r\n0\r\n\r\n" },
            { "a negative chunk size", "Transfer-Encoding: chunked\r\n", "-5\r\n12345\r\n0\r\n\r\n" },
            { "a chunk size in another notation", "Transfer-Encoding: chunked\r\n", "0x5\r\n12345\r\n0\r\n\r\n" },
            { "a chunk size beyond 64 bits", "Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFFF\r\n12345\r\n0\r\n\r\n" },
            { "a bare LF after a chunk's extension", "Transfer-Encoding: chunked\r\n", "5;a\n12345\r\n0\r\n\r\n" },
            { "a chunk longer than its size", "Transfer-Encoding: chunked\r\n", "5\r\n1234567\r\n0\r\n\r\n" },
        };

    [Theory]
    [MemberData(nameof(Ambiguous))]
    public async Task A_request_that_two_servers_could_read_differently_is_refused_and_what_hides_behind_it_is_not_run(
        string what,
        string headers,
        string body
    )
    {
        var token = await platform.TokenAsync("org1");
        var hidden =
            $"POST {Applications} HTTP/1.1\r\nHost: platform\r\nAuthorization: Bearer {token}\r\n{Json}Content-Length: {Encoding.UTF8.GetByteCount(EdgePlatform.Application)}\r\n\r\n{EdgePlatform.Application}";
        using var connection = await RawConnection.OpenAsync(platform.Address);
        await connection.SendAsync(
            Encoding.UTF8.GetBytes(
                $"POST {Applications} HTTP/1.1\r\nHost: platform\r\nAuthorization: Bearer {token}\r\n{Json}{headers}\r\n{body}{hidden}"
            )
        );
        var answer = await connection.ReadAsync(Timeout);
        Assert.True(
            answer.Length == 0
                || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal)
                || answer.StartsWith("HTTP/1.1 501", StringComparison.Ordinal),
            $"{what}: {answer}"
        );
        Assert.DoesNotContain("HTTP/1.1 2", answer, StringComparison.Ordinal);
        await platform.HasAcceptedNothingAsync();
    }

    [Fact]
    public async Task Of_a_length_and_chunks_the_chunks_count_and_the_services_never_see_the_length()
    {
        // RFC 9112 §6.3: read by its chunks, and the connection is not used again.
        using var connection = await RawConnection.OpenAsync(platform.Address);
        await connection.SendAsync(
            $"POST {Applications} HTTP/1.1\r\nHost: platform\r\nAuthorization: Bearer {await platform.TokenAsync("org1")}\r\n{Json}Content-Length: 40\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n"
        );
        Assert.StartsWith("HTTP/1.1 400", await connection.ReadAsync(Timeout), StringComparison.Ordinal);
        await platform.HasAcceptedNothingAsync();
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\nHost: platform\n\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET  / HTTP/1.1\r\nHost: platform\r\n\r\n")]
    [InlineData("GET / HTTP/9.9\r\nHost: platform\r\n\r\n")]
    [InlineData("G\0T / HTTP/1.1\r\nHost: platform\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000")]
    public async Task What_is_no_HTTP_is_refused(string text)
    {
        using var connection = await RawConnection.OpenAsync(platform.Address);
        await connection.SendAsync(text);
        var answer = await connection.ReadAsync(Timeout);
        Assert.True(
            answer.Length == 0
                || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)
                || answer.StartsWith("HTTP/1.1 505", StringComparison.Ordinal),
            answer
        );
        (await platform.Anonymous.Get("/health/ready")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(+50)]
    [InlineData(-50)]
    public async Task A_body_that_lies_about_its_length_has_no_effect(int lie)
    {
        var bytes = Encoding.UTF8.GetBytes(EdgePlatform.Application);
        using var connection = await RawConnection.OpenAsync(platform.Address);
        await connection.SendAsync(
            $"POST {Applications} HTTP/1.1\r\nHost: platform\r\nAuthorization: Bearer {await platform.TokenAsync("org1")}\r\n{Json}Content-Length: {bytes.Length + lie}\r\n\r\n"
        );
        await connection.SendAsync(bytes);
        connection.EndSending();
        Assert.DoesNotContain("HTTP/1.1 2", await connection.ReadAsync(Timeout), StringComparison.Ordinal);
        await platform.HasAcceptedNothingAsync();
    }

    [Fact]
    public async Task Ten_megabytes_of_headers_are_431()
    {
        using var connection = await RawConnection.OpenAsync(platform.Address);
        var sending = Task.Run(async () =>
        {
            try
            {
                await connection.SendAsync("GET / HTTP/1.1\r\nHost: platform\r\n");
                for (var i = 0; i < 10_000; i++)
                {
                    await connection.SendAsync($"X-{i}: {new string('a', 1_000)}\r\n");
                }
            }
            catch (IOException)
            {
                // The other side has heard enough.
            }
        });
        var answer = await connection.ReadAsync(Timeout);
        await sending;
        // Who sends on after the answer may find the connection reset before it is read.
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 431", StringComparison.Ordinal), answer);
        using var once = await RawConnection.OpenAsync(platform.Address);
        await once.SendAsync($"GET / HTTP/1.1\r\nHost: platform\r\nX-A: {new string('a', 40_000)}");
        Assert.StartsWith("HTTP/1.1 431", await once.ReadAsync(Timeout), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Applications, "org1", "application/json", "gzip")]
    [InlineData(Applications, "org1", "application/json", "br")]
    [InlineData("/api/registry/v1/imports", "registrar", "text/csv", "gzip")]
    [InlineData("/api/registry/v1/documents", "org1", "application/pdf", "gzip")]
    public async Task A_gigabyte_in_a_megabyte_is_not_unpacked(string path, string account, string mediaType, string coding)
    {
        using var packed = new MemoryStream();
        await using (
            Stream pack =
                coding == "br"
                    ? new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)
                    : new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)
        )
        {
            for (var i = 0; i < 1_024; i++)
            {
                await pack.WriteAsync(new byte[1_048_576]);
            }
        }

        using var body = new ByteArrayContent(packed.ToArray()[..(int)Math.Min(packed.Length, 4_500_000)]);
        body.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        body.Headers.ContentEncoding.Add(coding);
        (await (await platform.AsAsync(account)).Call(HttpMethod.Post, path, body)).Expect(415, "request.media-type-unsupported");
        Assert.InRange(platform.PeakMemory(), 1, MostMemory);
        await platform.HasAcceptedNothingAsync();
    }

    public static TheoryData<string> Bodies =>
        new()
        {
            $"{{\"name\":{string.Concat(Enumerable.Repeat("{\"zh\":", 1_000))}1{new string('}', 1_001)}",
            new string('[', 1_000) + new string(']', 1_000),
            EdgePlatform.Application.Replace("{\"ubn\"", "{\"ubn\":\"04595257\",\"ubn\"", StringComparison.Ordinal),
            EdgePlatform.Application.Replace("[3]", "[99999999999999999999]", StringComparison.Ordinal),
            EdgePlatform.Application.Replace("[3]", "[1e400]", StringComparison.Ordinal),
            EdgePlatform.Application.Replace("meals", "me\u00FFals", StringComparison.Ordinal),
            EdgePlatform.Application[..^5],
        };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task JSON_that_is_none_or_too_much_is_a_bad_request_without_effect(string json)
    {
        // As bytes: U+00FF becomes FF, which is no UTF-8.
        using var body = new ByteArrayContent(
            json.Contains('\u00FF', StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(json) : Encoding.UTF8.GetBytes(json)
        );
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await (await platform.AsAsync("org1")).Call(HttpMethod.Post, Applications, body)).Expect(400, "request.malformed");
        await platform.HasAcceptedNothingAsync();
    }

    [Theory]
    [InlineData("/api/registry/v1/organisations/by-ubn/%FF%FE/status")]
    [InlineData("/api/registry/v1/organisations/%2e%2e%2f%2e%2e%2finternal/apps")]
    [InlineData("/api/registry/v1/%252e%252e/internal/apps")]
    [InlineData("/api/access/v1/../../../internal/apps")]
    [InlineData("/internal/apps")]
    [InlineData("/api/access/v1/..%2f..%2f..%2finternal/apps")]
    public async Task A_path_that_leads_elsewhere_or_is_no_text_leads_nowhere(string path)
    {
        using var connection = await RawConnection.OpenAsync(platform.Address);
        await connection.SendAsync($"GET {path} HTTP/1.1\r\nHost: platform\r\nConnection: close\r\n\r\n");
        var answer = await connection.ReadAsync(Timeout);
        Assert.True(
            answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal)
                || answer.StartsWith("HTTP/1.1 404", StringComparison.Ordinal)
                || answer.Contains("\"registered\":false", StringComparison.Ordinal),
            answer
        );
        Assert.DoesNotContain("disabled", answer, StringComparison.Ordinal);
    }
}
