using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Documents;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.AuthorityRegister;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>Files a request, for an organisation, or for the NDC or an authority that raises what it collected.</summary>
internal static class FileRequest
{
    internal sealed record ProvisionBody(string? Law, string? Article, string? Authority);

    internal sealed record TrialScaleBody(int? Participants, int? Months, string? Place);

    internal sealed record FilingBody
    {
        public string? Title { get; init; }

        public string? BusinessModel { get; init; }

        public IReadOnlyList<ProvisionBody>? Provisions { get; init; }

        public string? Obstacle { get; init; }

        public string? Question { get; init; }

        public Relief? Relief { get; init; }

        public string? PublicBenefit { get; init; }

        public string? Risks { get; init; }

        public TrialScaleBody? Trial { get; init; }

        public IReadOnlyList<DocumentReference>? Evidence { get; init; }

        public bool Confidential { get; init; }

        /// <summary>The person or organisation on whose behalf the NDC or an authority raises the request.</summary>
        public string? OnBehalfOf { get; init; }

        /// <summary>The case number of a published precedent to which this case is identical, which puts it on the fast lane.</summary>
        public string? IdenticalTo { get; init; }
    }

    internal sealed class FilingBodyValidator : AbstractValidator<FilingBody>
    {
        public FilingBodyValidator()
        {
            RuleFor(body => body.Title).Text(Texts.ShortText);
            RuleFor(body => body.BusinessModel).Text(Texts.LongText);
            RuleFor(body => body.Provisions).Must(provisions => provisions is null || provisions.Count <= 50);
            RuleForEach(body => body.Provisions)
                .NotNull()
                .ChildRules(provision =>
                {
                    provision.RuleFor(p => p.Law).MaximumLength(200);
                    provision.RuleFor(p => p.Article).MaximumLength(200);
                    provision.RuleFor(p => p.Authority).Text(100);
                });
            RuleFor(body => body.Obstacle).Text(Texts.LongText);
            RuleFor(body => body.Question).Text(Texts.LongText);
            RuleFor(body => body.Relief).NotNull();
            RuleFor(body => body.PublicBenefit).Text(Texts.LongText);
            RuleFor(body => body.Risks).MaximumLength(Texts.LongText);
            RuleFor(body => body.Trial!.Participants).NotNull().InclusiveBetween(1, 10_000_000).When(body => body.Trial is not null);
            RuleFor(body => body.Trial!.Months).NotNull().InclusiveBetween(1, 1_200).When(body => body.Trial is not null);
            RuleFor(body => body.Trial!.Place).Text(Texts.ShortText).When(body => body.Trial is not null);
            RuleFor(body => body.Evidence).Must(evidence => evidence is null || evidence.Count <= 100);
            RuleForEach(body => body.Evidence).NotNull().SetValidator(new DocumentReferenceValidator());
            RuleFor(body => body.OnBehalfOf).MaximumLength(Texts.ShortText);
            RuleFor(body => body.IdenticalTo).MaximumLength(40);
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/requests", HandleAsync)
            .For(Roles.Organisation, Roles.NdcOfficer, Roles.AuthorityOfficer)
            .Creates()
            .Refuses(
                "sandbox.provision-missing",
                "sandbox.law-missing",
                "sandbox.article-missing",
                "sandbox.authority-unknown",
                "sandbox.authority-retired",
                "sandbox.authority-not-yet",
                "sandbox.trial-missing",
                "sandbox.trial-too-long",
                "sandbox.precedent-unknown",
                "documents.unknown"
            )
            .WithTags("Requests")
            .WithSummary("File a request for regulatory adjustment");

    private static async Task<Answer<RequestView>> HandleAsync(
        FilingBody body,
        Command command,
        SandboxDbContext db,
        Caseload caseload,
        AuthorityList authorities
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

        var filing = ToFiling(body) with { Evidence = evidence.ToEvidence() };
        var situation = await caseload.SituationAsync(command.Caller.ToActor(), command.Aborted);
        if (Receiving.Refusal(filing, await authorities.ReadAsync(command.Aborted), situation.Today, situation.Clocks) is { } refused)
        {
            return refused;
        }

        if (
            filing.IdenticalTo is { } cited
            && !await db.Requests.AnyAsync(precedent => precedent.CaseNo == cited && precedent.PublishedOn != null, command.Aborted)
        )
        {
            return SandboxErrors.PrecedentUnknown(cited);
        }

        var origin =
            command.Caller.Has(Roles.NdcOfficer) ? Origin.Ndc
            : command.Caller.ActingAuthority() is not null ? Origin.Authority
            : Origin.Applicant;
        var row = await caseload.OpenAsync(filing, command.Caller.Party, origin, situation, command.Aborted);
        return Answer.At($"/api/sandbox/v1/requests/{row.Id}", RequestView.Of(row, command.Caller, situation.Today, situation.Calendar));
    }

    private static Filing ToFiling(FilingBody body) =>
        new()
        {
            Title = body.Title!.Trim(),
            BusinessModel = body.BusinessModel!,
            Provisions =
            [
                .. (body.Provisions ?? []).Select(p => new Provision(p.Law?.Trim() ?? "", p.Article?.Trim() ?? "", p.Authority!)),
            ],
            Obstacle = body.Obstacle!,
            Question = body.Question!,
            Relief = body.Relief!.Value,
            PublicBenefit = body.PublicBenefit!,
            Risks = body.Risks,
            Trial = body.Trial is { } trial ? new TrialScale(trial.Participants!.Value, trial.Months!.Value, trial.Place!) : null,
            Confidential = body.Confidential,
            OnBehalfOf = body.OnBehalfOf,
            IdenticalTo = body.IdenticalTo,
        };
}
