using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain.Apps;
using Platform.Domain;
using Platform.Web.Commands;
using Platform.Web.Http;
using Changed = Platform.Domain.Change<Platform.Access.Domain.Apps.AppState, Platform.Access.Domain.Apps.AppEvent>;

namespace Platform.Access.Features.Apps;

/// <summary>The partner apps: carries out every command on one, with its events.</summary>
internal sealed class Apps(AccessDbContext db) : CommandPipeline<App, Changed>
{
    /// <summary>Saves a new app.</summary>
    public Task AddAsync(App app, Command command)
    {
        db.Add(app);
        return db.SaveChangesAsync(command.Aborted);
    }

    /// <summary>Carries out a command; returns the app as it is afterwards.</summary>
    public Task<Answer<AppView>> ChangeAsync(Guid id, Command command, Func<AppState, Result<Changed>> decide) =>
        ChangeAsync(id, command, decide, AppView.Of);

    /// <summary>Carries out a command that has a view of its own.</summary>
    public async Task<Answer<TView>> ChangeAsync<TView>(
        Guid id,
        Command command,
        Func<AppState, Result<Changed>> decide,
        Func<App, TView> view
    ) =>
        (
            await RunAsync(command, () => db.Apps.SingleOrDefaultAsync(app => app.Id == id, command.Aborted), app => decide(app.Current))
        ).Map(view);

    protected override long VersionOf(App resource) => resource.Version;

    protected override async Task<DomainError?> SaveAsync(App resource, Changed change, Command command)
    {
        resource.Apply(change.State);
        foreach (var happened in change.Events)
        {
            var (contract, audience) = happened.ToContract(resource);
            db.Publish(resource, contract, audience, command.Now);
        }

        await db.SaveChangesAsync(command.Aborted);
        return null;
    }
}
