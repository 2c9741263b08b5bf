using FluentValidation;
using Platform.Registry.Domain.Applications;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Applications;

/// <summary>Assigns an application to a registrar, and adds the registrars' notes, which the owner never sees.</summary>
internal static class WorkApplication
{
    internal sealed record Assignment(string? To);

    internal sealed class AssignmentValidator : AbstractValidator<Assignment>
    {
        public AssignmentValidator() => RuleFor(body => body.To).Text(100);
    }

    internal sealed record NoteBody(string? Text);

    internal sealed class NoteValidator : AbstractValidator<NoteBody>
    {
        public NoteValidator() => RuleFor(body => body.Text).Text(5_000);
    }

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/applications/{id:guid}/assign", AssignAsync)
            .For(Roles.Registrar)
            .WithTags("Applications")
            .WithSummary("Assign an application to a registrar");
        api.MapPost("/applications/{id:guid}/notes", NoteAsync)
            .For(Roles.Registrar)
            .Creates()
            .WithTags("Applications")
            .WithSummary("Add an internal note");
    }

    private static Task<Answer<ApplicationView>> AssignAsync(Guid id, Assignment body, Command command, Applications applications) =>
        applications.ChangeAsync(id, command, application => application.AssignTo(body.To!));

    private static Task<Answer<ApplicationView>> NoteAsync(Guid id, NoteBody body, Command command, Applications applications) =>
        applications.ChangeAsync(id, command, application => application.Add(new Note(command.Now, command.Caller.Subject, body.Text!)));
}
