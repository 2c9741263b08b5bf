using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Documents;
using Platform.Domain;
using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Features.Matching;
using Platform.Web.Commands;
using Platform.Web.Http;
using Change = Platform.Domain.Change<
    Platform.Partnerships.Domain.Introductions.Introduction,
    Platform.Partnerships.Domain.Introductions.IntroductionEvent
>;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Carries out every command on an introduction.</summary>
internal sealed class Introductions(PartnershipsDbContext db, PartnershipsSettings settings) : CommandPipeline<LoadedIntroduction, Change>
{
    /// <summary>The most documents per outcome or report.</summary>
    public const int MaxDocuments = 20;

    /// <summary>Changes an introduction of the caller.</summary>
    public async Task<Answer<IntroductionView>> ChangeAsync(Guid id, Command command, Func<LoadedIntroduction, Result<Change>> decide) =>
        ToView(await RunAsync(command, () => FindAsync(id, command), decide), command);

    /// <summary>Changes an introduction of the caller, with documents as evidence. The other side may open them from then on.</summary>
    public async Task<Answer<IntroductionView>> ChangeAsync(
        Guid id,
        Command command,
        IReadOnlyList<DocumentReference>? evidence,
        Func<Introduction, IReadOnlyList<DocumentReference>, Result<Change>> decide
    ) => ToView(await RunAsync(command, () => FindAsync(id, command), loaded => CiteAsync(loaded, command, evidence, decide)), command);

    /// <summary>Changes a commitment in an introduction of the caller, with documents as evidence.</summary>
    public async Task<Answer<IntroductionView>> ChangeCommitmentAsync(
        Guid id,
        Guid commitment,
        Command command,
        IReadOnlyList<DocumentReference>? evidence,
        Func<Introduction, IReadOnlyList<DocumentReference>, Result<Change>> decide
    ) =>
        ToView(
            await RunAsync(
                command,
                async () =>
                    await FindAsync(id, command) is { } loaded && loaded.Row.Commitments.Any(existing => existing.Id == commitment)
                        ? loaded
                        : null,
                loaded => CiteAsync(loaded, command, evidence, decide)
            ),
            command
        );

    /// <summary>
    /// Returns the facts about a request from one profile to another. It locks the calendar for changes until the end of the transaction.
    /// </summary>
    public async Task<IntroductionRequest> FactsAsync(Profile from, Profile to, Command command)
    {
        var (today, pair) = (command.Today, IntroductionRow.PairOf(from.Id, to.Id));
        await db.AcquireSharedCalendarAsync(command.Aborted);
        var calendar = OfficeCalendar.Of(await db.OfficeYears.AsNoTracking().ToListAsync(command.Aborted));
        return new IntroductionRequest
        {
            From = from.Subject(today),
            To = to.Subject(today),
            Declined = await db.DeclinedPairsOfAsync(from.Id, command.Aborted),
            OpenOrAgreedBetween = await db.Introductions.AnyAsync(
                row => row.LivePair == pair && (row.State == IntroductionState.Accepted || row.ExpiresOn >= today),
                command.Aborted
            ),
            OpenByFrom = await db.Introductions.CountAsync(
                row => row.FromProfileId == from.Id && row.State == IntroductionState.Requested && row.ExpiresOn >= today,
                command.Aborted
            ),
            OpenLimit = settings.OpenLimit,
            ExposureOfTo = await db.ExposureOfAsync(to.Id, settings.Matching, today, command.Aborted),
            ExposureCap = settings.Matching.ExposureCap,
            On = today,
            Term = new AnswerTerm(calendar, settings.AnswerBusinessDays, settings.ReminderBusinessDays),
        };
    }

    /// <summary>Saves a requested introduction, unless one between the two is open.</summary>
    public async Task<Answer<IntroductionView>> AddAsync(LoadedIntroduction requested, Change change, Command command)
    {
        db.Add(requested.Row);
        Apply(requested, change, command.Now);
        return await db.SaveUniqueAsync(PartnershipsErrors.AlreadyIntroduced, command.Aborted) is { } duplicate
            ? duplicate
            : Answer.At($"/api/partnerships/v1/introductions/{requested.Row.Id}", IntroductionView.Of(requested, command.Caller));
    }

    /// <summary>Applies a change, and adds what is saved with it: cited documents, milestones and events.</summary>
    public void Apply(LoadedIntroduction introduction, Change change, DateTimeOffset at)
    {
        var row = introduction.Row;
        db.AddRange(
            change
                .State.CitedDocuments.Except(row.Current.CitedDocuments)
                .Select(document => new CitedDocument { DocumentId = document, IntroductionId = row.Id })
        );
        row.Apply(change.State, settings.Silence);
        foreach (var happened in change.Events)
        {
            if (happened is IntroductionEvent.OutcomeRecorded { Outcome: var outcome })
            {
                db.Add(
                    new Milestone
                    {
                        IntroductionId = row.Id,
                        Stage = outcome.Stage,
                        On = outcome.On,
                    }
                );
            }

            var (@event, audience) = IntroductionEvents.Of(happened, introduction);
            db.Publish(row, @event, audience, at);
        }
    }

    protected override long VersionOf(LoadedIntroduction resource) => resource.Row.Version;

    protected override async Task<DomainError?> SaveAsync(LoadedIntroduction resource, Change change, Command command)
    {
        Apply(resource, change, command.Now);
        await db.SaveChangesAsync(command.Aborted);
        return null;
    }

    private Task<LoadedIntroduction?> FindAsync(Guid id, Command command) => db.FindIntroductionAsync(id, command.Caller, command.Aborted);

    private async Task<Result<Change>> CiteAsync(
        LoadedIntroduction loaded,
        Command command,
        IReadOnlyList<DocumentReference>? evidence,
        Func<Introduction, IReadOnlyList<DocumentReference>, Result<Change>> decide
    ) =>
        (await db.ResolveAsync(evidence, command.Caller, "$.evidence", command.Aborted)).Succeeded(out var resolved, out var unknown)
            ? decide(loaded.Current, resolved)
            : unknown;

    private static Answer<IntroductionView> ToView(Result<LoadedIntroduction> changed, Command command) =>
        changed.Map(loaded => IntroductionView.Of(loaded, command.Caller));
}
