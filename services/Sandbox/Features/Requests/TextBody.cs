using FluentValidation;
using Platform.Web.Http;

namespace Platform.Sandbox.Features.Requests;

/// <summary>A text, which is stored and shown.</summary>
internal sealed record TextBody(string? Text);

internal sealed class TextBodyValidator : AbstractValidator<TextBody>
{
    public TextBodyValidator() => RuleFor(body => body.Text).Text(Texts.LongText);
}
