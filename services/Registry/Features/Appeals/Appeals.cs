using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Appeals;
using Platform.Registry.Features.Organisations;
using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Registry.Features.Appeals;

/// <summary>The appeals: files them, and carries out the decisions with what follows for the application or the organisation.</summary>
internal sealed class Appeals(RegistryDbContext db, Applications.Applications applications, Organisations.Organisations organisations)
    : CommandPipeline<Appeal, Appeals.Decision>
{
    /// <summary>The decision, and what follows from an appeal that is upheld.</summary>
    internal sealed record Decision(AppealStatus Status, string Reason, Restoration? Restoration = null);

    /// <summary>The undoing of the decision that the appeal is against. The identifier is reserved again.</summary>
    internal sealed record Restoration(string Identifier, Action Apply);

    public async Task<Answer<AppealView>> FileAsync(Appeal appeal, Command command)
    {
        db.Add(appeal);
        RecordAndPublish(appeal, command);
        return await db.SaveUniqueAsync(RegistryErrors.AppealExists, command.Aborted) is { } duplicate
            ? duplicate
            : Answer.At($"/api/registry/v1/appeals/{appeal.Id}", AppealView.Of(appeal));
    }

    public async Task<Answer<AppealView>> DecideAsync(Guid id, bool upheld, string reason, Command command) =>
        (
            await RunAsync(
                command,
                () => db.Appeals.SingleOrDefaultAsync(appeal => appeal.Id == id, command.Aborted),
                async appeal =>
                    !AppealLifecycle
                        .Table.Next(appeal.Status, upheld ? AppealCommand.Uphold : AppealCommand.Dismiss)
                        .Succeeded(out var status, out var refused)
                        ? refused
                    : upheld ? (await RestoreAsync(appeal, reason, command)).Map(restored => new Decision(status, reason, restored))
                    : new Decision(status, reason)
            )
        ).Map(AppealView.Of);

    protected override long VersionOf(Appeal resource) => resource.Version;

    protected override Task<DomainError?> SaveAsync(Appeal resource, Decision change, Command command)
    {
        (resource.Status, resource.Reason) = (change.Status, change.Reason);
        change.Restoration?.Apply();
        RecordAndPublish(resource, command);
        return db.SaveUniqueAsync(RegistryErrors.AlreadyRegistered(change.Restoration?.Identifier ?? ""), command.Aborted);
    }

    private Task<Result<Restoration>> RestoreAsync(Appeal appeal, string reason, Command command) =>
        appeal.ApplicationId is { } application
            ? ReopenAsync(application, command)
            : UndoDelistingAsync(appeal.OrganisationId!.Value, reason, command);

    private async Task<Result<Restoration>> ReopenAsync(Guid id, Command command)
    {
        var row = await db.Applications.SingleAsync(found => found.Id == id, command.Aborted);
        if (!row.Current.Reopen(command.Now).Succeeded(out var reopened, out var refused))
        {
            return refused;
        }

        return await applications.RegisteredAsync(row.Current, command) is { } registered
            ? registered
            : new Restoration(row.Facts.IdentifierKey, () => applications.Apply(row, reopened, command));
    }

    private async Task<Result<Restoration>> UndoDelistingAsync(Guid id, string reason, Command command)
    {
        var row = await organisations.All.SingleAsync(found => found.Id == id, command.Aborted);
        var situation = await organisations.SituationAsync(id, command.Now, command.Aborted);
        return row
            .Current.UndoDelisting(reason, situation)
            .Map(undone => new Restoration(row.Facts.IdentifierKey, () => organisations.Apply(row, undone, command)));
    }

    private void RecordAndPublish(Appeal appeal, Command command)
    {
        db.Record(appeal.SubjectId, appeal.ToHistory(), command);
        var (contract, audience) = appeal.ToContract();
        db.Publish(appeal, contract, audience, command.Now);
    }
}
