using FluentValidation;
using Platform.Documents;
using Platform.Partnerships.Domain.Introductions;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

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
            RuleFor(body => body.Evidence).Must(evidence => evidence is null || evidence.Count <= Introductions.MaxDocuments);
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

    private static Task<Answer<IntroductionView>> HandleAsync(Guid id, OutcomeBody body, Command command, Introductions introductions) =>
        introductions.ChangeAsync(id, command, body.Evidence, (introduction, evidence) =>
            introduction.Record(
                new Outcome(body.Stage!.Value, body.On!.Value, body.Note, command.Now) { Evidence = evidence },
                command.Today
            )
        );
}
