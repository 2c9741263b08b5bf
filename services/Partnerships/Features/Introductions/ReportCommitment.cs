using System.Text.Json.Serialization;
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
            RuleFor(body => body.Evidence).Must(evidence => evidence is null || evidence.Count <= CitedEvidence.MaxDocuments);
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

    private static async Task<Answer<IntroductionView>> HandleAsync(
        Guid id,
        Guid commitmentId,
        ReportBody body,
        IfMatch ifMatch,
        PartnershipsSettings settings,
        Caller caller,
        PartnershipsDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.FindIntroductionAsync(id, caller, cancellationToken) is not { } loaded
            || loaded.Row.Commitments.All(commitment => commitment.Id != commitmentId)
        )
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

        var now = clock.GetUtcNow();
        var report = new CommitmentReport(body.On!.Value, body.Note!.Trim(), body.Fulfilled == true, evidence, now);
        if (!loaded.Row.Current.Report(commitmentId, report, TaipeiTime.Today(clock)).Succeeded(out var introduction, out var refused))
        {
            return refused;
        }

        db.ApplyFollowUp(loaded, introduction, settings.Silence, now);
        await db.SaveChangesAsync(cancellationToken);
        return loaded.ViewFor(caller);
    }
}
