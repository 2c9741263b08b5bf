using Platform.Domain;
using Platform.Web.Errors;
using Platform.Web.Http;

namespace Platform.Sandbox.Features.Requests;

/// <summary>Checks the text of a body that may be absent: such a body has no validator.</summary>
internal static class OptionalText
{
    public static DomainError? Refusal(string? text, string path) =>
        text?.Length > Texts.LongText ? PlatformErrors.Invalid with { Path = path } : null;
}
