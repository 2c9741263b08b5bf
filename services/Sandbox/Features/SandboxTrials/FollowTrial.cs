using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Platform.Documents;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.SandboxTrials;

/// <summary>
/// The steps of a permitted trial: the applicant reports, an incident suspends it, and the NDC resumes it, extends it once and ends it.
/// </summary>
internal static class FollowTrial
{
    internal sealed record TrialReportBody
    {
        public string? Text { get; init; }

        /// <summary>Whether something went wrong: the trial is then suspended.</summary>
        public bool? Incident { get; init; }

        /// <summary>The number of participants; more than permitted suspend the trial as well.</summary>
        public int? Participants { get; init; }

        public IReadOnlyList<DocumentReference>? Evidence { get; init; }
    }

    internal sealed class ReportValidator : AbstractValidator<TrialReportBody>
    {
        public ReportValidator()
        {
            RuleFor(body => body.Text).Text(Texts.LongText);
            RuleFor(body => body.Participants).InclusiveBetween(0, 10_000_000);
            RuleFor(body => body.Evidence).Must(evidence => evidence is null || evidence.Count <= 100);
            RuleForEach(body => body.Evidence).NotNull().SetValidator(new DocumentReferenceValidator());
        }
    }

    internal sealed record TrialExtensionBody(int? Months, string? Reason);

    internal sealed class ExtensionValidator : AbstractValidator<TrialExtensionBody>
    {
        public ExtensionValidator()
        {
            RuleFor(body => body.Months).NotNull().InclusiveBetween(1, 1_200);
            RuleFor(body => body.Reason).Text(5_000);
        }
    }

    internal sealed record TrialEndBody(string? Text);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/requests/{id:guid}/trial/reports", ReportAsync)
            .For(Roles.Organisation, Roles.NdcOfficer, Roles.AuthorityOfficer)
            .Creates()
            .Refuses("sandbox.wrong-state", "sandbox.applicant-only", "documents.unknown")
            .WithTags("Trials")
            .WithSummary("Report on one's trial");
        api.MapPost("/requests/{id:guid}/trial/suspend", SuspendAsync)
            .For(Roles.NdcOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.trial-already-suspended")
            .WithTags("Trials")
            .WithSummary("Suspend a trial");
        api.MapPost("/requests/{id:guid}/trial/resume", ResumeAsync)
            .For(Roles.NdcOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.trial-not-suspended")
            .WithTags("Trials")
            .WithSummary("Resume a suspended trial");
        api.MapPost("/requests/{id:guid}/trial/extend", ExtendAsync)
            .For(Roles.NdcOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.trial-already-extended", "sandbox.trial-term-over", "sandbox.trial-too-long")
            .WithTags("Trials")
            .WithSummary("Extend a trial, once");
        api.MapPost("/requests/{id:guid}/trial/end", EndAsync)
            .For(Roles.NdcOfficer)
            .Refuses("sandbox.wrong-state")
            .WithTags("Trials")
            .WithSummary("End a trial; the review of the rule follows");
    }

    private static async Task<Answer<RequestView>> ReportAsync(
        Guid id,
        TrialReportBody body,
        Command command,
        SandboxDbContext db,
        Caseload caseload
    )
    {
        if (
            !(await db.ResolveAsync(body.Evidence, command.Caller, "$.evidence", command.Aborted)).Succeeded(
                out var evidence,
                out var unknown
            )
        )
        {
            return unknown;
        }

        return await caseload.ChangeByApplicantAsync(id, command, (c, now) =>
            Trials.Report(c, body.Text!, body.Incident ?? false, body.Participants, evidence.ToEvidence(), now)
        );
    }

    private static Task<Answer<RequestView>> SuspendAsync(Guid id, ReasonBody body, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, (c, now) => Trials.Suspend(c, body.Reason!, now));

    private static Task<Answer<RequestView>> ResumeAsync(Guid id, ReasonBody body, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, (c, now) => Trials.Resume(c, body.Reason!, now));

    private static Task<Answer<RequestView>> ExtendAsync(Guid id, TrialExtensionBody body, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, (c, now) => Trials.Extend(c, body.Months!.Value, body.Reason!, now));

    private static async Task<Answer<RequestView>> EndAsync(
        Guid id,
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] TrialEndBody? body,
        Command command,
        Caseload caseload
    ) =>
        OptionalText.Refusal(body?.Text, "$.text") is { } refused
            ? refused
            : await caseload.ChangeAsync(id, command, (c, now) => Trials.End(c, body?.Text, now));
}
