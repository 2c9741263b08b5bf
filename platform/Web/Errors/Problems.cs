using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Platform.Data;
using Platform.Domain;
using Platform.Web.Http;

namespace Platform.Web.Errors;

/// <summary>Turns errors into RFC 9457 problem details.</summary>
public static class Problems
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>The message for a single value that cannot be read, in the language of the request.</summary>
    internal static string InvalidFormat => Language.Localise("值的格式不正確。", "The value is not of the right form.");

    /// <summary>Returns the HTTP status of an error.</summary>
    public static int StatusOf(DomainError error) =>
        error.Kind switch
        {
            _ when error == PlatformErrors.IfMatchMissing => StatusCodes.Status428PreconditionRequired,
            ErrorKind.Malformed => StatusCodes.Status400BadRequest,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
            ErrorKind.Rule => StatusCodes.Status422UnprocessableEntity,
            _ => throw new UnreachableException(),
        };

    /// <summary>Returns the problem details of an error, in the language of the request.</summary>
    public static Problem Of(DomainError error, int? status = null, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var code = status ?? StatusOf(error);
        var detail = Language.Localise(error.Zh, error.En);
        return new Problem
        {
            Type = $"/docs/problems#{error.Code}",
            Title = TitleOf(code),
            Status = code,
            Detail = detail,
            Code = error.Code,
            TraceId = Activity.Current?.TraceId.ToString() ?? "",
            Errors = errors ?? (error.Path is { } path ? new Dictionary<string, string[]> { [path] = [detail] } : null),
            Allowed = error.Allowed,
        };
    }

    /// <summary>Writes an error as the answer.</summary>
    public static Task WriteAsync(
        HttpContext http,
        DomainError error,
        int? status = null,
        IReadOnlyDictionary<string, string[]>? errors = null
    ) => Rendered.Of(Of(error, status, errors)).ExecuteAsync(http);

    private static string TitleOf(int status) =>
        status switch
        {
            400 => Language.Localise("請求有誤", "Bad request"),
            401 => Language.Localise("尚未登入", "Not signed in"),
            403 => Language.Localise("權限不足", "Not allowed"),
            404 => Language.Localise("找不到", "Not found"),
            405 => Language.Localise("不支援的方法", "Method not allowed"),
            409 => Language.Localise("與現況衝突", "Conflict"),
            412 => Language.Localise("版本已過時", "Precondition failed"),
            413 => Language.Localise("內容太大", "Content too large"),
            415 => Language.Localise("不支援的內容類型", "Unsupported media type"),
            422 => Language.Localise("不符規則", "A rule says no"),
            428 => Language.Localise("缺少 If-Match", "Precondition required"),
            429 => Language.Localise("請求過於頻繁", "Too many requests"),
            503 => Language.Localise("暫時無法使用", "Unavailable"),
            _ => Language.Localise("系統錯誤", "Server error"),
        };
}

/// <summary>RFC 9457 problem details with the platform's members.</summary>
public sealed record Problem
{
    internal static readonly JsonSerializerOptions Json = new(PlatformJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Where the code is documented.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of refusal, in the request's language.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong and what to do next, in the request's language.</summary>
    public required string Detail { get; init; }

    /// <summary>Stable and documented, one per reason: <c>registry.ubn-invalid</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Name this when you report a problem.</summary>
    public required string TraceId { get; init; }

    /// <summary>For bad input: what is wrong, by JSON path.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>In a wrong state: what the present state allows.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }
}
