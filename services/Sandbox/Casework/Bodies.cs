using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Platform.Sandbox.Domain;
using Platform.ServiceDefaults.Documents;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;

namespace Platform.Sandbox.Casework;

/// <summary>A text that is kept and shown.</summary>
internal sealed record TextBody(string? Text);

internal sealed class TextBodyValidator : AbstractValidator<TextBody>
{
    public TextBodyValidator() => RuleFor(body => body.Text).Text(Texts.LongText);
}

/// <summary>A reason that is kept and shown.</summary>
internal sealed record ReasonBody(string? Reason);

internal sealed class ReasonBodyValidator : AbstractValidator<ReasonBody>
{
    public ReasonBodyValidator() => RuleFor(body => body.Reason).Text(5_000);
}

/// <summary>Something to be done by somebody until a date.</summary>
internal sealed record ResolutionBody(string? Text, string? Owner, DateOnly? DueOn)
{
    public Resolution ToResolution() => new(Text!, Owner!, DueOn!.Value);
}

internal sealed class ResolutionBodyValidator : AbstractValidator<ResolutionBody>
{
    public ResolutionBodyValidator()
    {
        RuleFor(body => body.Text).Text(5_000);
        RuleFor(body => body.Owner).Text(100);
        RuleFor(body => body.DueOn).NotNull();
    }
}

/// <summary>One line of text, or several.</summary>
internal sealed class LinesConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? [JsonSerializer.Deserialize<string>(ref reader, options)!]
            : JsonSerializer.Deserialize<string[]>(ref reader, options);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToArray(), options);
}

/// <summary>A body that may be left out altogether has no validator: its one text is looked at here.</summary>
internal static class OptionalText
{
    public static Answer<RequestView>? Refusal(string? text, string path) =>
        text?.Length > Texts.LongText ? (Answer<RequestView>)(PlatformErrors.Invalid with { Path = path }) : null;
}

internal static class Answers
{
    /// <summary>The case as the caller sees it after its command.</summary>
    public static Answer<RequestView> ToView(this Result<Handled> result) =>
        result.Succeeded(out var handled, out var error) ? RequestView.Of(handled) : error;

    public static IReadOnlyList<Evidence> ToEvidence(this IReadOnlyList<DocumentReference> references) =>
        [.. references.Select(reference => new Evidence(reference.DocumentId, reference.Name, reference.Sha256))];
}
