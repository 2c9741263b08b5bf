using FluentValidation;
using Platform.Rewards.Domain;
using Platform.Web.Http;

namespace Platform.Rewards.Features.Purchases;

/// <summary>A request with a reason in free text.</summary>
internal sealed record ReasonRequest(string? Reason)
{
    internal sealed class Validator : AbstractValidator<ReasonRequest>
    {
        public Validator() => RuleFor(request => request.Reason).MaximumLength(Texts.LongText);
    }
}

/// <summary>The reason of a rejection or reversal: free text and a machine-readable code.</summary>
internal sealed record GroundRequest(string? Reason, ReasonCode? ReasonCode)
{
    internal sealed class Validator : AbstractValidator<GroundRequest>
    {
        public Validator() => RuleFor(request => request.Reason).MaximumLength(Texts.LongText);
    }
}
