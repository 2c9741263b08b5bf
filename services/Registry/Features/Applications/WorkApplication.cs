using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Registry.Data;
using Platform.Registry.Features.Organisations;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

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

    private static async Task<Answer<ApplicationView>> AssignAsync(
        Guid id,
        Assignment body,
        IfMatch ifMatch,
        Caller caller,
        RegistryDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Applications.VisibleTo(caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } application
        )
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(application.Version) is { } stale)
        {
            return stale;
        }

        application.Assignee = body.To;
        db.Record(id, caller, Roles.Registrar, Change.Assigned, body.To, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return ApplicationView.Of(application, caller);
    }

    private static async Task<Answer<ApplicationView>> NoteAsync(
        Guid id,
        NoteBody body,
        IfMatch ifMatch,
        Caller caller,
        RegistryDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Applications.VisibleTo(caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } application
        )
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(application.Version) is { } stale)
        {
            return stale;
        }

        application.Notes = [.. application.Notes, new(clock.GetUtcNow(), caller.Subject, body.Text!)];
        await db.SaveChangesAsync(cancellationToken);
        return ApplicationView.Of(application, caller);
    }
}
