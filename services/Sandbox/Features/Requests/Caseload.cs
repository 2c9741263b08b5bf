using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Data;
using Platform.Domain;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>The cases, for commands: each change is saved with its timeline, the rows derived from it, and its events.</summary>
internal sealed class Caseload(SandboxDbContext db, TimeProvider clock, IOptions<ClockLengths> clocks) : CommandPipeline<Handled, Change>
{
    /// <summary>
    /// Returns the situation in which the caller's command is decided. A writer holds a shared lock on the calendar until the end of the
    /// transaction: acquire it before the lock on a case.
    /// </summary>
    public async Task<Situation> SituationAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            await db.AcquireSharedCalendarAsync(cancellationToken);
        }

        return new(clock.GetUtcNow(), await db.CalendarAsync(cancellationToken), clocks.Value, actor, Guid.CreateVersion7);
    }

    /// <summary>Carries out a command on a case that the caller may see; returns the case as the caller sees it afterwards.</summary>
    public async Task<Answer<RequestView>> ChangeAsync(Guid id, Command command, Func<RegulatoryCase, Situation, Result<Change>> decide) =>
        (await ApplyAsync(id, command, decide)).Map(RequestView.Of);

    /// <summary>Carries out a command that belongs to the applicant; others who see the case are refused.</summary>
    public Task<Answer<RequestView>> ChangeByApplicantAsync(
        Guid id,
        Command command,
        Func<RegulatoryCase, Situation, Result<Change>> decide
    ) => ChangeAsync(id, command, (c, situation) => command.Caller.IsApplicantOf(c) ? decide(c, situation) : SandboxErrors.ApplicantOnly);

    /// <summary>Carries out a command on one of the reachable cases, or of those that the caller may see.</summary>
    public Task<Result<Handled>> ApplyAsync(
        Guid id,
        Command command,
        Func<RegulatoryCase, Situation, Result<Change>> decide,
        Func<SandboxDbContext, IQueryable<RequestRow>>? reachable = null
    ) =>
        RunAsync(
            command,
            async () =>
            {
                var situation = await SituationAsync(command.Caller.ToActor(), command.Aborted);
                await db.AcquireCaseAsync(id, command.Aborted);
                var row = await (reachable?.Invoke(db) ?? db.Requests.VisibleTo(db, command.Caller)).SingleOrDefaultAsync(
                    found => found.Id == id,
                    command.Aborted
                );
                return row is null ? null : new(row, situation, command.Caller);
            },
            handled => decide(handled.Case, handled.Situation)
        );

    /// <summary>Saves a new case with its number.</summary>
    public async Task<RequestRow> OpenAsync(
        Filing filing,
        string party,
        Origin origin,
        Situation situation,
        CancellationToken cancellationToken
    )
    {
        var caseNo = CaseNumber.Of(situation.Today.Year, await db.NextCaseNumberAsync(situation.Today.Year, cancellationToken));
        var change = Receiving.File(Guid.CreateVersion7(), caseNo, party, origin, filing, situation);
        var row = RequestRow.Of(change.State);
        db.AddRange(ProvisionRow.Of(change.State));
        await SaveAsync(row, change, situation, cancellationToken);
        return row;
    }

    /// <summary>Saves a change; the row may be new.</summary>
    public Task SaveAsync(RequestRow row, Change change, Situation situation, CancellationToken cancellationToken) =>
        SaveAsync([(row, change)], situation, cancellationToken);

    /// <summary>Saves many changes at once.</summary>
    public async Task SaveAsync(
        IReadOnlyList<(RequestRow Row, Change Change)> changes,
        Situation situation,
        CancellationToken cancellationToken
    )
    {
        foreach (var (row, change) in changes)
        {
            await SaveProjectionsAsync(row, change.State, situation, cancellationToken);
            row.Apply(change.State);
            if (db.Entry(row).State == EntityState.Detached)
            {
                db.Add(row);
            }
            else if (change.Events.Count > 0)
            {
                // A fact always makes a new version, even when the state is the same after it: a case that is assigned to its present
                // assignee.
                db.Entry(row).Property(one => one.Case).IsModified = true;
            }

            await AnnounceAsync(row, change, situation, cancellationToken);
        }

        // The rows of the cases are saved first: of two concurrent changes, the version lets one through before their other rows collide.
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (row, change) in changes)
        {
            db.AddRange(change.Events.Select((fact, number) => LineOf(row, number, fact, situation)));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    protected override long VersionOf(Handled handled) => handled.Row.Version;

    protected override async Task<DomainError?> SaveAsync(Handled handled, Change change, Command command)
    {
        await SaveAsync(handled.Row, change, handled.Situation, command.Aborted);
        return null;
    }

    private async Task AnnounceAsync(RequestRow row, Change change, Situation situation, CancellationToken cancellationToken)
    {
        if (!change.Events.Any(fact => RequestEvents.Announces(fact.Kind)))
        {
            return;
        }

        var organisationId = await OrganisationOfAsync(row.Party, cancellationToken);
        foreach (var fact in change.Events)
        {
            if (RequestEvents.Of(change.State, fact, organisationId, situation) is var (announced, audience))
            {
                db.Publish(row, announced, audience, situation.Now);
            }
        }
    }

    /// <summary>
    /// Saves the rows that are derived from the next state and were not from the present one: the authorities and documents that it names,
    /// which authorities have open work, phases that ended, the hashes of a decided case, and the searchable text.
    /// </summary>
    private async Task SaveProjectionsAsync(RequestRow row, RegulatoryCase next, Situation situation, CancellationToken cancellationToken)
    {
        var previous = db.Entry(row).State == EntityState.Detached ? null : row.Case;
        if (previous is null)
        {
            db.Add(SearchEntry.Of(next));
        }
        else if (!SearchEntry.IsOfBoth(previous, next))
        {
            (await db.SearchEntries.SingleAsync(entry => entry.RequestId == row.Id, cancellationToken)).Apply(SearchEntry.Of(next));
        }

        var (was, @is) = (previous is null ? [] : ConcernedAuthorityRow.Of(previous), ConcernedAuthorityRow.Of(next));
        foreach (var concerned in @is)
        {
            if (was.SingleOrDefault(before => before.Authority == concerned.Authority) is not { } before)
            {
                db.Add(concerned);
            }
            else if ((before.Sees, before.HasOpenWork) != (concerned.Sees, concerned.HasOpenWork))
            {
                db.Entry((await db.ConcernedAuthorities.FindAsync([concerned.Authority, row.Id], cancellationToken))!)
                    .CurrentValues.SetValues(concerned);
            }
        }

        db.AddRange(
            DocumentsOf(next)
                .Except(DocumentsOf(previous))
                .Select(document => new CitedDocumentRow { RequestId = row.Id, DocumentId = document })
        );
        db.AddRange(PhaseRow.Of(next, situation.Calendar, previous));
        if (next.Ruling is not null && previous?.Ruling is null)
        {
            db.AddRange(LikenessRow.Of(next));
        }
    }

    private static TimelineRow LineOf(RequestRow row, int number, Fact fact, Situation situation) =>
        new()
        {
            RequestId = row.Id,
            Version = row.Version,
            Number = number,
            At = situation.Now,
            Kind = fact.Kind,
            View = fact.View,
            By = fact.Kind is FactKind.DeadlineMissed or FactKind.MeetingDue ? Actor.Clock.Name : situation.Actor.Name,
            ByRole = fact.Kind is FactKind.DeadlineMissed or FactKind.MeetingDue ? "clock" : Visibility.RoleOf(situation.Actor),
            Authority = fact.Authority,
            About = fact.About,
            Detail = fact.Detail,
            DueOn = row.Case.Deadlines.FirstOrDefault(deadline => deadline.Id == fact.About)?.DueOn,
        };

    private static IEnumerable<Guid> DocumentsOf(RegulatoryCase? @case) =>
        @case is null
            ? []
            : @case
                .Filing.Evidence.Concat(@case.Supplements.SelectMany(supplement => supplement.Evidence))
                .Concat(@case.Trial?.Reports.SelectMany(report => report.Evidence) ?? [])
                .Select(evidence => evidence.DocumentId)
                .OfType<Guid>()
                .Distinct();

    /// <summary>
    /// Returns the applicant's organisation when its party owns exactly one. With several, the event names none rather than a wrong one.
    /// </summary>
    private async Task<Guid?> OrganisationOfAsync(string party, CancellationToken cancellationToken)
    {
        var owned = await db
            .Organisations.Where(organisation => organisation.OwnerParty == party)
            .Select(organisation => organisation.Id)
            .Order()
            .Take(2)
            .ToListAsync(cancellationToken);
        return owned is [var only] ? only : null;
    }
}

/// <summary>The result of a command: the case as it is now, for the answer.</summary>
internal sealed record Handled(RequestRow Row, Situation Situation, Caller Caller)
{
    public RegulatoryCase Case => Row.Case;
}
