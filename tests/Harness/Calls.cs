using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Harness;

/// <summary>A response that was read: status, headers and JSON.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Json">The body, when it is JSON.</param>
/// <param name="Message">The whole response.</param>
/// <param name="Text">The body as text.</param>
public sealed record Reply(HttpStatusCode Status, JsonNode? Json, HttpResponseMessage Message, string Text)
{
    /// <summary>Returns a member of the body, e.g. <c>reply["id"]</c>.</summary>
    public JsonNode? this[string name] => Json?[name];

    /// <summary>The <c>id</c> member of the body.</summary>
    public Guid Id => Guid.Parse(Json!["id"]!.GetValue<string>());

    /// <summary>The <c>code</c> of the problem.</summary>
    public string? Code => Json?["code"]?.GetValue<string>();

    /// <summary>The ETag.</summary>
    public string ETag => Message.Headers.ETag!.ToString();

    /// <summary>Returns the reply when it has the status; otherwise fails and shows the reply.</summary>
    public Reply Expect(HttpStatusCode status) =>
        Status == status
            ? this
            : throw new InvalidOperationException(
                $"{Message.RequestMessage!.Method} {Message.RequestMessage.RequestUri!.PathAndQuery}: expected {(int)status}, got {(int)Status}: {Text}"
            );

    /// <summary>Returns the reply when it is this refusal; otherwise fails.</summary>
    public Reply Expect(int status, string code)
    {
        Expect((HttpStatusCode)status);
        return Code == code
            ? this
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Expected {code}, got {Text}"));
    }
}

/// <summary>Calls the public API in tests: JSON in, <see cref="Reply"/> out.</summary>
public static class Calls
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Sends a GET request.</summary>
    public static Task<Reply> Get(this HttpClient client, string path, params IEnumerable<(string Name, string Value)> headers) =>
        client.Call(HttpMethod.Get, path, null, headers);

    /// <summary>Sends a POST request with a JSON body or none.</summary>
    public static Task<Reply> Post(
        this HttpClient client,
        string path,
        object? body = null,
        params IEnumerable<(string Name, string Value)> headers
    ) => client.Call(HttpMethod.Post, path, body, headers);

    /// <summary>Sends a PUT request with the ETag of the resource.</summary>
    public static Task<Reply> Put(this HttpClient client, string path, object? body, string etag) =>
        client.Call(HttpMethod.Put, path, body, ("If-Match", etag));

    /// <summary>Sends a request. A body that is <see cref="HttpContent"/> or a string is sent unchanged.</summary>
    public static async Task<Reply> Call(
        this HttpClient client,
        HttpMethod method,
        string path,
        object? body,
        params IEnumerable<(string Name, string Value)> headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => new StringContent(JsonSerializer.Serialize(body, Json), Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await client.SendAsync(request);
        var read = await response.Content.ReadAsStringAsync();
        var isJson =
            response.Content.Headers.ContentType is MediaTypeHeaderValue { MediaType: { } type }
            && type.EndsWith("json", StringComparison.Ordinal);
        return new(response.StatusCode, isJson && read.Length > 0 ? JsonNode.Parse(read) : null, response, read);
    }
}
