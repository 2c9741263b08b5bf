using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Features.Organisations;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;
using Changed = Platform.Domain.Change<
    Platform.Registry.Domain.Applications.Application,
    Platform.Registry.Domain.Applications.ApplicationEvent
>;

namespace Platform.Registry.Features.Applications;

/// <summary>The applications: carries out every command on one, with its history and its events.</summary>
internal sealed class Applications(RegistryDbContext db, Organisations.Organisations organisations)
    : CommandPipeline<ApplicationRow, Changed>
{
    /// <summary>Saves a new application, unless somebody is registered with its identifier or applies with it.</summary>
    public async Task<Answer<ApplicationView>> StartAsync(Result<Changed> started, Command command)
    {
        if (!started.Succeeded(out var change, out var refused))
        {
            return refused;
        }

        if (await RegisteredAsync(change.State, command) is { } registered)
        {
            return registered;
        }

        var row = new ApplicationRow
        {
            Id = change.State.Id,
            Party = change.State.Party,
            Facts = change.State.Facts,
            CreatedAt = command.Now,
        };
        db.Add(row);
        return await SaveAsync(row, change, command) is { } duplicate
            ? duplicate
            : Answer.At($"/api/registry/v1/applications/{row.Id}", ApplicationView.Of(row, command.Caller));
    }

    /// <summary>Carries out a command of the owner.</summary>
    public Task<Answer<ApplicationView>> ChangeByOwnerAsync(Guid id, Command command, Func<Application, Result<Changed>> decide) =>
        ChangeAsync(
            db.Applications.Where(application => application.Party == command.Caller.Party),
            id,
            command,
            decide,
            ApplicationView.Of
        );

    /// <summary>Carries out a registrar's command.</summary>
    public Task<Answer<ApplicationView>> ChangeAsync(Guid id, Command command, Func<Application, Result<Changed>> decide) =>
        ChangeAsync(id, command, decide, ApplicationView.Of);

    /// <summary>Carries out a registrar's command that has a view of its own.</summary>
    public Task<Answer<TView>> ChangeAsync<TView>(
        Guid id,
        Command command,
        Func<Application, Result<Changed>> decide,
        Func<ApplicationRow, Caller, TView> view
    ) => ChangeAsync(db.Applications.VisibleTo(command.Caller), id, command, decide, view);

    /// <summary>Returns the error when somebody is registered with the identifier of an application.</summary>
    public async Task<DomainError?> RegisteredAsync(Application application, Command command) =>
        await db.Organisations.AnyAsync(organisation => organisation.LiveIdentifier == application.Facts.IdentifierKey, command.Aborted)
            ? RegistryErrors.AlreadyRegistered(application.Facts.IdentifierKey)
            : null;

    /// <summary>Applies a change, with its history and its events. The caller saves.</summary>
    public void Apply(ApplicationRow row, Changed change, Command command)
    {
        row.Apply(change.State);
        foreach (var happened in change.Events)
        {
            if (happened.ToHistory() is { } line)
            {
                db.Record(row.Id, line, command);
            }

            if (happened.ToContract(change.State) is var (contract, audience))
            {
                db.Publish(row, contract, audience, command.Now);
            }
        }
    }

    protected override long VersionOf(ApplicationRow resource) => resource.Version;

    protected override async Task<DomainError?> SaveAsync(ApplicationRow resource, Changed change, Command command)
    {
        Apply(resource, change, command);
        if (change is { State: { OrganisationId: { } registered } accepted, Events: [{ Kind: ApplicationEventKind.Accepted }] })
        {
            organisations.Register(registered, accepted.Party, accepted.Facts, command);
        }

        if (change.Events is [{ Kind: ApplicationEventKind.Started or ApplicationEventKind.Edited or ApplicationEventKind.Accepted }])
        {
            return await db.SaveUniqueAsync(RegistryErrors.AlreadyRegistered(resource.Facts.IdentifierKey), command.Aborted);
        }

        // The identifier is not new, so nothing can collide, and a savepoint would cost two round trips.
        await db.SaveChangesAsync(command.Aborted);
        return null;
    }

    private async Task<Answer<TView>> ChangeAsync<TView>(
        IQueryable<ApplicationRow> reachable,
        Guid id,
        Command command,
        Func<Application, Result<Changed>> decide,
        Func<ApplicationRow, Caller, TView> view
    ) =>
        (
            await RunAsync(
                command,
                () => reachable.SingleOrDefaultAsync(application => application.Id == id, command.Aborted),
                row => decide(row.Current)
            )
        ).Map(row => view(row, command.Caller));
}
