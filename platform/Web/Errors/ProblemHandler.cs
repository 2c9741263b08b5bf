using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Platform.Messaging;

namespace Platform.Web.Errors;

/// <summary>Turns exceptions into problem details: 4xx for errors of the caller, and 500 without internal details for faults.</summary>
internal sealed class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (
            httpContext.RequestAborted.IsCancellationRequested
            && exception is (OperationCanceledException or IOException or BadHttpRequestException { StatusCode: 408 })
        )
        {
            httpContext.Response.StatusCode = 499;
            return true;
        }

        switch (exception)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                await Problems.WriteAsync(httpContext, PlatformErrors.TooLarge, 413);
                break;
            case BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType }:
                await Problems.WriteAsync(httpContext, PlatformErrors.MediaTypeUnsupported, 415);
                break;
            case BadHttpRequestException bad:
                await Problems.WriteAsync(httpContext, PlatformErrors.Malformed, 400, WhereIn(bad));
                break;
            // The serializer throws this for a polymorphic member without a type discriminator.
            case NotSupportedException { Source: "System.Text.Json" } shapeless
                when shapeless.Message.StartsWith("The JSON payload", StringComparison.Ordinal):
                await Problems.WriteAsync(
                    httpContext,
                    PlatformErrors.Malformed,
                    400,
                    Unreadable(shapeless.Message.Split("Path: ") is [_, var rest] ? rest.Split(' ')[0].TrimEnd('.') : null)
                );
                break;
            case DbUpdateConcurrencyException:
                await Problems.WriteAsync(httpContext, PlatformErrors.LostRace);
                break;
            case var away when Outage.IsReasonOf(away):
                log.LogError(exception, "The database is away");
                httpContext.Response.Headers.RetryAfter = "2";
                await Problems.WriteAsync(httpContext, PlatformErrors.Unavailable, 503);
                break;
            default:
                log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
                await Problems.WriteAsync(httpContext, PlatformErrors.Fault, 500);
                break;
        }

        return true;
    }

    private static Dictionary<string, string[]>? WhereIn(BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException json)
        {
            return Unreadable(json.Path);
        }

        // The binder's message has the parameter in quotes: Failed to bind parameter "int Limit" from "abc".
        var parts = bad.Message.Split('"');
        if (parts.Length < 3 || parts[1].Split(' ') is not [.., var name])
        {
            return null;
        }

        return new() { ["$." + JsonNamingPolicy.CamelCase.ConvertName(name)] = [Problems.InvalidFormat] };
    }

    private static Dictionary<string, string[]> Unreadable(string? path) =>
        new()
        {
            [path ?? "$"] =
            [
                Language.Localise(
                    "無法讀取：欄位名稱不明、型別不符，或 JSON 格式有誤。",
                    "Cannot be read: an unknown member, a wrong type, or malformed JSON."
                ),
            ],
        };
}
