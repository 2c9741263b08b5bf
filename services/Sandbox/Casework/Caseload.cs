using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Sandbox.Casework;

/// <summary>
/// How every command reaches a case: find what the caller may see, decide, keep the next state with its timeline, stage its events. All within
/// the transaction that the request runs in.
/// </summary>
internal sealed class Caseload(SandboxDbContext db, OfficeCalendar calendar, TimeProvider clock, IOptions<ClockLengths> clocks)
{
    /// <summary>The moment as the caller's decision sees it.</summary>
    public async Task<Situation> SituationAsync(Actor actor, CancellationToken cancellationToken) =>
        new(clock.GetUtcNow(), await calendar.ReadAsync(db, cancellationToken), clocks.Value, actor);

    /// <summary>Carries out a command on a case that the caller may see.</summary>
    public Task<Decision<Handled>> ChangeAsync(
        Guid id, Caller caller, IfMatch ifMatch, Func<RegulatoryCase, Situation, Decision<Change>> decide, CancellationToken cancellationToken) =>
        ChangeAsync(db.Requests.VisibleTo(db, caller), id, caller, ifMatch, decide, cancellationToken);

    /// <summary>Carries out a command on one of the cases that it may reach.</summary>
    public async Task<Decision<Handled>> ChangeAsync(
        IQueryable<RequestRow> reachable, Guid id, Caller caller, IfMatch ifMatch,
        Func<RegulatoryCase, Situation, Decision<Change>> decide, CancellationToken cancellationToken)
    {
        if (await reachable.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } row)
            return PlatformErrors.NotFound;
        if (ifMatch.Refuses(row.Version) is { } stale)
            return stale;
        var situation = await SituationAsync(caller.ToActor(), cancellationToken);
        if (!decide(row.Case, situation).Succeeded(out var change, out var error))
            return error;
        await KeepAsync(row, change, situation, cancellationToken);
        return new Handled(row, situation, caller);
    }

    /// <summary>Carries out a step of the applicant; others who see the case are told that it is not theirs.</summary>
    public Task<Decision<Handled>> ChangeByApplicantAsync(
        Guid id, Caller caller, IfMatch ifMatch, Func<RegulatoryCase, Situation, Decision<Change>> decide, CancellationToken cancellationToken) =>
        ChangeAsync(id, caller, ifMatch,
            (c, situation) => caller.IsApplicantOf(c) ? decide(c, situation) : SandboxErrors.ApplicantOnly,
            cancellationToken);

    /// <summary>Keeps a change; the row may be new.</summary>
    public async Task KeepAsync(RequestRow row, Change change, Situation situation, CancellationToken cancellationToken)
    {
        var before = row.Case;
        var isNew = db.Entry(row).State == EntityState.Detached;
        row.Take(change.Case);
        if (isNew)
            db.Add(row);

        // What is staged and written beside the row carries the version that the row will have.
        var version = isNew ? 1 : row.Version + 1;
        var organisationId = await OrganisationOfAsync(row.Party, cancellationToken);
        for (var number = 0; number < change.Facts.Count; number++)
        {
            var fact = change.Facts[number];
            db.Add(LineOf(row, version, number, fact, situation));
            if (Announcements.Of(change.Case, fact, organisationId, situation) is var (announced, audience))
                db.Stage(row, announced, audience, situation.Now);
        }

        foreach (var authority in SeeingAuthorities(change.Case).Except(isNew ? [] : SeeingAuthorities(before)))
            db.Add(new AskedAuthorityRow { RequestId = row.Id, Authority = authority });
        foreach (var document in DocumentsOf(change.Case).Except(isNew ? [] : DocumentsOf(before)))
            db.Add(new CitedDocumentRow { RequestId = row.Id, DocumentId = document });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static TimelineRow LineOf(RequestRow row, long version, int number, Fact fact, Situation situation) => new()
    {
        RequestId = row.Id,
        Version = version,
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

    private static IEnumerable<string> SeeingAuthorities(RegulatoryCase @case) => @case.Opinions
        .Select(opinion => opinion.Authority)
        .Concat(@case.FollowUps.Select(followUp => followUp.Owner))
        .Distinct();

    private static IEnumerable<Guid> DocumentsOf(RegulatoryCase @case) => @case.Filing.Evidence
        .Concat(@case.Supplements.SelectMany(supplement => supplement.Evidence))
        .Concat(@case.Trial?.Reports.SelectMany(report => report.Evidence) ?? [])
        .Select(evidence => evidence.DocumentId).OfType<Guid>().Distinct();

    /// <summary>The applicant's organisation where its party has exactly one: with several, the case names none rather than a wrong one.</summary>
    private async Task<Guid?> OrganisationOfAsync(string party, CancellationToken cancellationToken)
    {
        var owned = await db.Organisations.Where(organisation => organisation.OwnerParty == party)
            .Select(organisation => organisation.Id).Order().Take(2).ToListAsync(cancellationToken);
        return owned is [var only] ? only : null;
    }
}

/// <summary>A command carried out: the case as it is now, for the answer.</summary>
internal sealed record Handled(RequestRow Row, Situation Situation, Caller Caller)
{
    public RegulatoryCase Case => Row.Case;
}
