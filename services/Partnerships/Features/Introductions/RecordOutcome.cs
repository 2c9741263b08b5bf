using FluentValidation;
using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Introductions;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Documents;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Records an outcome of an accepted introduction: met → memorandum → pilot → landed, or ended.</summary>
internal static class RecordOutcome
{
    internal sealed record OutcomeBody(OutcomeStage? Stage, DateOnly? On, string? Note, IReadOnlyList<DocumentReference>? Evidence);

    internal sealed class Validator : AbstractValidator<OutcomeBody>
    {
        public Validator()
        {
            RuleFor(body => body.Stage).NotNull();
            RuleFor(body => body.On).NotNull();
            RuleFor(body => body.Note).MaximumLength(4_000);
            RuleFor(body => body.Evidence).Must(evidence => evidence is null || evidence.Count <= CitedEvidence.MaxDocuments);
            RuleForEach(body => body.Evidence).NotNull().SetValidator(new DocumentReferenceValidator());
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/introductions/{id:guid}/outcomes", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Creates()
            .Refuses(
                "partnerships.introduction-wrong-state",
                "partnerships.outcome-wrong-order",
                "partnerships.outcome-date",
                "documents.unknown"
            )
            .WithTags("Introductions")
            .WithSummary("Record what became of it");

    private static async Task<Answer<IntroductionView>> HandleAsync(
        Guid id,
        OutcomeBody body,
        IfMatch ifMatch,
        PartnershipsSettings settings,
        Caller caller,
        PartnershipsDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.FindIntroductionAsync(id, caller, cancellationToken) is not { } loaded)
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(loaded.Row.Version) is { } stale)
        {
            return stale;
        }

        if (!(await db.CiteAsync(id, body.Evidence, caller, cancellationToken)).Succeeded(out var evidence, out var unknown))
        {
            return unknown;
        }

        var outcome = new Outcome(body.Stage!.Value, body.On!.Value, body.Note, clock.GetUtcNow()) { Evidence = evidence };
        if (!loaded.Row.Current.Record(outcome, TaipeiTime.Today(clock)).Succeeded(out var introduction, out var refused))
        {
            return refused;
        }

        db.ApplyFollowUp(loaded, introduction, settings.Silence, outcome.RecordedAt);
        db.Add(
            new Milestone
            {
                IntroductionId = id,
                Stage = outcome.Stage,
                On = outcome.On,
            }
        );
        db.PublishOutcome(loaded, outcome, outcome.RecordedAt);
        await db.SaveChangesAsync(cancellationToken);
        return loaded.ViewFor(caller);
    }
}
