using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Platform.Data;
using Platform.Web.Identity;

namespace Platform.Web.Audit;

/// <summary>Creates the audit entry of an official's action from the endpoint and the request.</summary>
internal static class AuditRecorder
{
    /// <summary>
    /// The longest text that is recorded as a choice; longer ones are free texts, of which only the reason is recorded.
    /// </summary>
    private const int MaxChosenLength = 100;

    /// <summary>The members of a request that may contain the reason, in order of priority.</summary>
    private static readonly string[] ReasonMembers = ["reason", "text"];

    /// <summary>Adds the entry when the caller acts in an official's role; the calling code saves it.</summary>
    /// <param name="db">The context, in the transaction of the effect.</param>
    /// <param name="http">The request.</param>
    /// <param name="body">The request body as the handler received it, if any.</param>
    /// <param name="location">The location of the resource that the request created.</param>
    /// <returns>Whether an entry was added.</returns>
    public static bool Add(ServiceDbContext db, HttpContext http, object? body, string? location)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            return false;
        }

        var caller = Caller.Of(http.User);
        if (
            endpoint
                .Metadata.GetOrderedMetadata<AuthorizationPolicy>()
                .SelectMany(Policies.RolesOf)
                .FirstOrDefault(role => Roles.OfOfficials.Contains(role) && caller.Has(role))
            is not { } role
        )
        {
            return false;
        }

        var service = endpoint.Metadata.GetMetadata<ServiceName>()!;
        var bodyMembers = MembersOf(body);
        var named = endpoint
            .RoutePattern.Parameters.Select(parameter => http.Request.RouteValues[parameter.Name]?.ToString())
            .OfType<string>()
            .ToArray();
        db.Add(
            new AuditEntry
            {
                Id = Guid.CreateVersion7(),
                At = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
                By = caller.Subject,
                ClientId = caller.ClientId,
                Party = caller.Party,
                Role = role,
                Operation = $"{http.Request.Method} {TemplateOf(endpoint, service)}",
                Subject = named.FirstOrDefault() ?? location?.Split('/')[^1] ?? "",
                About = named.Length > 1 ? string.Join('/', named[1..]) : null,
                Chosen = ChosenIn(bodyMembers),
                Reason = ReasonIn(bodyMembers),
                TraceId = Activity.Current?.TraceId.ToHexString(),
            }
        );
        return true;
    }

    /// <summary>Returns the request body among the arguments of a handler.</summary>
    public static object? BodyAmong(HttpContext http, IEnumerable<object?> arguments) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type
            ? arguments.FirstOrDefault(argument => argument?.GetType() == type)
            : null;

    /// <summary>Returns the path as in OpenAPI: below the service's path, without constraints.</summary>
    private static string TemplateOf(RouteEndpoint endpoint, ServiceName service)
    {
        var path = string.Concat(
            endpoint.RoutePattern.PathSegments.Select(segment =>
                "/"
                + string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
                            RoutePatternLiteralPart literal => literal.Content,
                            _ => "",
                        }
                    )
                )
            )
        );
        return path[$"/api/{service.Name}/v1".Length..];
    }

    private static JsonElement MembersOf(object? body) =>
        body is null ? default : JsonSerializer.SerializeToElement(body, body.GetType(), PlatformJson.Stored);

    private static Dictionary<string, string> ChosenIn(JsonElement body) =>
        body.ValueKind != JsonValueKind.Object
            ? []
            : body.EnumerateObject()
                .Where(member =>
                    !ReasonMembers.Contains(member.Name)
                    && member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                )
                .Select(member =>
                    (
                        member.Name,
                        Word: member.Value.ValueKind is JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText()
                    )
                )
                .Where(member => member.Word.Length is > 0 and <= MaxChosenLength)
                .ToDictionary(member => member.Name, member => member.Word);

    private static string? ReasonIn(JsonElement body) =>
        body.ValueKind != JsonValueKind.Object
            ? null
            : ReasonMembers
                .Select(name =>
                    body.TryGetProperty(name, out var reason) && reason.ValueKind is JsonValueKind.String ? reason.GetString() : null
                )
                .FirstOrDefault(reason => !string.IsNullOrWhiteSpace(reason));
}
