using FluentValidation;
using Platform.Web.Http;

namespace Platform.Sandbox.Features.Requests;

/// <summary>A reason, which is stored and shown.</summary>
internal sealed record ReasonBody(string? Reason);

internal sealed class ReasonBodyValidator : AbstractValidator<ReasonBody>
{
    public ReasonBodyValidator() => RuleFor(body => body.Reason).Text(5_000);
}
