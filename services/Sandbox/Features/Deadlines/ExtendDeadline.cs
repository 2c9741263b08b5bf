using FluentValidation;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Deadlines;

/// <summary>Extends a deadline. The extension is announced with its reason.</summary>
internal static class ExtendDeadline
{
    /// <param name="Kind">The kind of deadline.</param>
    /// <param name="BusinessDays">The number of business days to add.</param>
    /// <param name="Reason">The reason, announced with the extension.</param>
    /// <param name="Authority">The authority whose opinion is extended; when absent, all open opinions are.</param>
    internal sealed record ExtensionBody(DeadlineKind? Kind, int? BusinessDays, string? Reason, string? Authority);

    internal sealed class ExtensionBodyValidator : AbstractValidator<ExtensionBody>
    {
        public ExtensionBodyValidator()
        {
            RuleFor(body => body.Kind).NotNull();
            RuleFor(body => body.BusinessDays).NotNull();
            RuleFor(body => body.Reason).Text(5_000);
            RuleFor(body => body.Authority).MaximumLength(100);
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/requests/{id:guid}/extend", HandleAsync)
            .For(Roles.NdcOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.deadline-not-running", "sandbox.extension-too-long")
            .WithTags("Deadlines")
            .WithSummary("Extend a deadline");

    private static Task<Answer<RequestView>> HandleAsync(Guid id, ExtensionBody body, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, (c, now) =>
            Adjudication.Extend(c, body.Kind!.Value, body.Authority, body.BusinessDays!.Value, body.Reason!, now)
        );
}
