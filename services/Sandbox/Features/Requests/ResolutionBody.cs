using FluentValidation;
using Platform.Sandbox.Domain;
using Platform.Web.Http;

namespace Platform.Sandbox.Features.Requests;

/// <summary>What somebody has to do by a date.</summary>
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
