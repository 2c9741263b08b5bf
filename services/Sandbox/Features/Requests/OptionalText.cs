using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;

namespace Platform.Sandbox.Features.Requests;

/// <summary>A body that may be left out altogether has no validator: its one text is looked at here.</summary>
internal static class OptionalText
{
    public static Answer<RequestView>? Refusal(string? text, string path) =>
        text?.Length > Texts.LongText ? (Answer<RequestView>)(PlatformErrors.Invalid with { Path = path }) : null;
}
