using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Organisations;
using Platform.Web.Commands;
using Changed = Platform.Domain.Change<
    Platform.Registry.Domain.Organisations.Organisation,
    Platform.Registry.Domain.Organisations.OrganisationEvent
>;

namespace Platform.Registry.Features.Organisations;

/// <summary>The organisations: carries out every command on one, with its history and its events.</summary>
internal sealed class Organisations(RegistryDbContext db, TierRules rules, ReportReminders reminders)
    : CommandPipeline<OrganisationRow, Changed>
{
    /// <summary>The organisations with all that a decision needs.</summary>
    public IQueryable<OrganisationRow> All => db.Organisations.Include(organisation => organisation.StatusPoints);

    /// <summary>Carries out a registrar's command.</summary>
    public Task<Result<OrganisationRow>> ChangeAsync(Guid id, Command command, Func<Organisation, Situation, Result<Changed>> decide) =>
        ChangeAsync(All, id, command, (organisation, situation) => Task.FromResult(decide(organisation, situation)));

    /// <summary>Carries out a command of the owner.</summary>
    public Task<Result<OrganisationRow>> ChangeByOwnerAsync(
        Guid id,
        Command command,
        Func<Organisation, Situation, Result<Changed>> decide
    ) => ChangeByOwnerAsync(id, command, (organisation, situation) => Task.FromResult(decide(organisation, situation)));

    /// <summary>Carries out a command of the owner whose decision first has to read more.</summary>
    public Task<Result<OrganisationRow>> ChangeByOwnerAsync(
        Guid id,
        Command command,
        Func<Organisation, Situation, Task<Result<Changed>>> decide
    ) => ChangeAsync(OwnedBy(command), id, command, decide);

    /// <summary>Carries out a command of the owner that does not change the status, the light or the tier.</summary>
    public Task<Result<OrganisationRow>> ChangeByOwnerAsync(Guid id, Command command, Func<Organisation, Result<Changed>> decide) =>
        RunAsync(command, () => FindAsync(OwnedBy(command), id, command), row => decide(row.Current));

    /// <summary>Returns the situation in which a command on an organisation is decided.</summary>
    public async Task<Situation> SituationAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        SituationWith(
            now,
            await db
                .Reports.Where(report => report.OrganisationId == id)
                .Select(report => new FiledReport(report.Year, report.Beneficiaries, report.Jobs))
                .ToListAsync(cancellationToken)
        );

    /// <summary>Returns the situation of an organisation with these reports.</summary>
    public Situation SituationWith(DateTimeOffset now, params IReadOnlyCollection<FiledReport> reports) =>
        new(now, rules, reminders, reports);

    /// <summary>Adds the organisation of an accepted application, registered from today. The caller saves.</summary>
    public void Register(Guid id, string owner, OrganisationFacts facts, Command command)
    {
        var registered = Organisation.Register(id, owner, facts, command.Today, SituationWith(command.Now));
        var row = OrganisationRow.Of(registered.State, command.Now);
        db.Add(row);
        Apply(row, registered, command);
    }

    /// <summary>Applies a change, with its history and its events. The caller saves.</summary>
    public void Apply(OrganisationRow row, Changed change, Command command)
    {
        foreach (var line in change.Events.Select(happened => happened.ToHistory()).OfType<HistoryLine>())
        {
            db.Record(row.Id, line, command);
        }

        Apply(row, change, command.Now);
    }

    /// <summary>Applies a change that nobody commanded, with its events. The caller saves.</summary>
    public void Apply(OrganisationRow row, Changed change, DateTimeOffset now)
    {
        row.Apply(change.State);
        foreach (var (contract, audience) in change.Events.Select(happened => happened.ToContract(change.State)))
        {
            db.Publish(row, contract, audience, now);
        }
    }

    protected override long VersionOf(OrganisationRow resource) => resource.Version;

    protected override async Task<DomainError?> SaveAsync(OrganisationRow resource, Changed change, Command command)
    {
        Apply(resource, change, command);
        if (change.Events.OfType<OrganisationEvent.ReportFiled>().SingleOrDefault() is { Report.Year: var year })
        {
            return await db.SaveUniqueAsync(RegistryErrors.ReportExists(year), command.Aborted);
        }

        await db.SaveChangesAsync(command.Aborted);
        return null;
    }

    private Task<Result<OrganisationRow>> ChangeAsync(
        IQueryable<OrganisationRow> reachable,
        Guid id,
        Command command,
        Func<Organisation, Situation, Task<Result<Changed>>> decide
    ) =>
        RunAsync(
            command,
            () => FindAsync(reachable, id, command),
            async row => await decide(row.Current, await SituationAsync(id, command.Now, command.Aborted))
        );

    private IQueryable<OrganisationRow> OwnedBy(Command command) =>
        All.Where(organisation => organisation.OwnerParty == command.Caller.Party);

    private static Task<OrganisationRow?> FindAsync(IQueryable<OrganisationRow> reachable, Guid id, Command command) =>
        reachable.SingleOrDefaultAsync(organisation => organisation.Id == id, command.Aborted);
}
