using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Platform.Domain;
using Platform.Web.Errors;

namespace Platform.Web.Http;

/// <summary>A view whose version becomes the <c>ETag</c>.</summary>
public interface IVersionedView
{
    /// <summary>The version of the aggregate in the view.</summary>
    long Version { get; }
}

/// <summary>
/// The answer of a handler: a value or an error. It is rendered once, so that a write can save the same bytes in the transaction of its
/// effect.
/// </summary>
public abstract class Answer : IResult
{
    private protected Answer(object? value, DomainError? error, string? location)
    {
        Value = value;
        Error = error;
        Location = location;
    }

    /// <summary>The error, if the request was refused.</summary>
    public DomainError? Error { get; }

    private object? Value { get; }

    private string? Location { get; }

    /// <summary>Returns an answer with a new resource and its location.</summary>
    public static Answer<T> At<T>(string location, T value) => new(value, null, location);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var body = new PooledBytes();
        await Render(httpContext, body).ExecuteAsync(httpContext);
    }

    /// <summary>Renders the answer into its own array, which the caller may store.</summary>
    internal Rendered Render(HttpContext http)
    {
        using var body = new PooledBytes();
        var rendered = Render(http, body);
        return rendered with { Body = rendered.Body.ToArray() };
    }

    private Rendered Render(HttpContext http, PooledBytes body)
    {
        if (Error is not null)
        {
            return Rendered.Of(Problems.Of(Error));
        }

        var status = http.GetEndpoint()?.Metadata.GetMetadata<SuccessStatus>()?.Status ?? (Value is NoContent ? 204 : 200);
        if (Value is not NoContent)
        {
            var json = http
                .RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>()
                .Value.SerializerOptions;
            using var writer = new Utf8JsonWriter(
                body,
                new JsonWriterOptions
                {
                    Encoder = json.Encoder,
                    MaxDepth = json.MaxDepth,
                    SkipValidation = true,
                }
            );
            JsonSerializer.Serialize(writer, Value, json);
        }

        return new(status)
        {
            Body = body.Written,
            ContentType = Value is NoContent ? null : "application/json; charset=utf-8",
            ETag = Value is IVersionedView view ? $"\"{view.Version}\"" : null,
            Location = Location,
        };
    }
}

/// <inheritdoc cref="Answer"/>
/// <typeparam name="T">The value of an accepted request.</typeparam>
public sealed class Answer<T> : Answer, IEndpointMetadataProvider
{
    internal Answer(T? value, DomainError? error, string? location)
        : base(value, error, location) { }

    /// <summary>Creates the answer to an accepted request.</summary>
    public static implicit operator Answer<T>(T value) => new(value, null, null);

    /// <summary>Creates the answer to a refused request.</summary>
    public static implicit operator Answer<T>(DomainError error) => new(default, error, null);

    /// <summary>Creates the answer for the result of a decision.</summary>
    public static implicit operator Answer<T>(Result<T> decision) => decision.Succeeded(out var value, out var error) ? value : error;

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            typeof(T) == typeof(NoContent)
                ? new ProducesResponseTypeMetadata(204)
                : new ProducesResponseTypeMetadata(200, typeof(T), ["application/json"])
        );
}

/// <summary>An answer without a body: 204.</summary>
public readonly record struct NoContent;

/// <summary>Endpoint metadata: the status of success when it is not 200.</summary>
/// <param name="Status">201 or 202.</param>
public sealed record SuccessStatus(int Status);

/// <summary>A rendered answer: status, headers and bytes.</summary>
internal sealed record Rendered(int Status) : IResult
{
    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    public string? ETag { get; init; }

    public string? Location { get; init; }

    public bool IsReplay { get; init; }

    public int? RetryAfter { get; init; }

    public static Rendered Of(Problem problem) =>
        new(problem.Status) { Body = JsonSerializer.SerializeToUtf8Bytes(problem, Problem.Json), ContentType = Problems.MediaType };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.Vary = "Authorization, Accept-Language";
        if (ETag is not null)
        {
            response.Headers.ETag = ETag;
            response.Headers.CacheControl = "private, no-cache";
            if (HttpMethods.IsGet(request.Method) && Status == 200 && IfMatch.Names(request.Headers[HeaderNames.IfNoneMatch], ETag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (IsReplay)
        {
            response.Headers["Idempotency-Replayed"] = "true";
        }

        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Status == 204 ? null : Body.Length;
        if (Body.Length > 0 && !HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(Body, httpContext.RequestAborted);
        }
    }
}
