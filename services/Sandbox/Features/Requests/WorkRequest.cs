using FluentValidation;
using Platform.Sandbox.Domain;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>Assigns a request to an officer and adds the NDC's notes, which nobody else sees.</summary>
internal static class WorkRequest
{
    internal sealed record AssignmentBody(string? To);

    internal sealed class AssignmentValidator : AbstractValidator<AssignmentBody>
    {
        public AssignmentValidator() => RuleFor(body => body.To).Text(100);
    }

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/requests/{id:guid}/assign", AssignAsync)
            .For(Roles.NdcOfficer)
            .Refuses("sandbox.wrong-state")
            .WithTags("Requests")
            .WithSummary("Assign a request to an officer");
        api.MapPost("/requests/{id:guid}/notes", NoteAsync)
            .For(Roles.NdcOfficer)
            .Creates()
            .Refuses("sandbox.wrong-state")
            .WithTags("Requests")
            .WithSummary("Add an internal note");
    }

    private static Task<Answer<RequestView>> AssignAsync(Guid id, AssignmentBody body, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, (c, now) => Receiving.Assign(c, body.To!, now));

    private static Task<Answer<RequestView>> NoteAsync(Guid id, TextBody body, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, (c, now) => Receiving.AddNote(c, body.Text!, now));
}
