using System.Text.Json.Serialization;
using FluentValidation;
using Platform.Documents;
using Platform.Partnerships.Domain.Introductions;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>
/// Reports the progress or the fulfilment of a commitment, with evidence. Every report turns the follow-up light green.
/// </summary>
internal static class ReportCommitment
{
    internal sealed record ReportBody(
        DateOnly? On,
        string? Note,
        [property: JsonPropertyName("kept")] bool? Fulfilled,
        IReadOnlyList<DocumentReference>? Evidence
    );

    internal sealed class Validator : AbstractValidator<ReportBody>
    {
        public Validator()
        {
            RuleFor(body => body.On).NotNull();
            RuleFor(body => body.Note).Text(4_000);
            RuleFor(body => body.Evidence).Must(evidence => evidence is null || evidence.Count <= Introductions.MaxDocuments);
            RuleForEach(body => body.Evidence).NotNull().SetValidator(new DocumentReferenceValidator());
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/introductions/{id:guid}/commitments/{commitmentId:guid}/reports", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Creates()
            .Refuses(
                "partnerships.introduction-wrong-state",
                "partnerships.commitment-kept",
                "partnerships.report-date",
                "documents.unknown"
            )
            .WithTags("Introductions")
            .WithSummary("Report on a commitment");

    private static Task<Answer<IntroductionView>> HandleAsync(
        Guid id,
        Guid commitmentId,
        ReportBody body,
        Command command,
        Introductions introductions
    ) =>
        introductions.ChangeCommitmentAsync(id, commitmentId, command, body.Evidence, (introduction, evidence) =>
            introduction.Report(
                commitmentId,
                new CommitmentReport(body.On!.Value, body.Note!.Trim(), body.Fulfilled == true, evidence, command.Now),
                command.Today
            )
        );
}
