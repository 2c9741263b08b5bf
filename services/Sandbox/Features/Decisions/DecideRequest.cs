using System.Text.Json.Serialization;
using FluentValidation;
using Platform.Domain;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Decisions;

/// <summary>Decides a request: the full answer, and the open layer, which is a text of its own or explicitly left out.</summary>
internal static class DecideRequest
{
    internal sealed record PublicLayerBody(string? Summary, string? Answer);

    internal sealed record TrialConditionsBody
    {
        public int? Participants { get; init; }

        public int? Months { get; init; }

        public string? Place { get; init; }

        public string? Scope { get; init; }

        public string? Safeguards { get; init; }

        public IReadOnlyList<string>? LawsSetAside { get; init; }

        public DateOnly? StartsOn { get; init; }

        public IReadOnlyList<DateOnly>? ReportDates { get; init; }
    }

    internal sealed record DecisionBody
    {
        public Outcome? Outcome { get; init; }

        public string? Text { get; init; }

        /// <summary>The instrument that answers it (date and number).</summary>
        public string? Reference { get; init; }

        /// <summary>The conditions of the outcome trial; when absent, the conditions that the applicant proposed.</summary>
        public TrialConditionsBody? Trial { get; init; }

        /// <summary>The open layer; an explicit <c>null</c> for none.</summary>
        public PublicLayerBody? Public
        {
            get;
            init
            {
                field = value;
                PublicIsChosen = true;
            }
        }

        [JsonIgnore]
        public bool PublicIsChosen { get; private init; }
    }

    internal sealed class DecisionBodyValidator : AbstractValidator<DecisionBody>
    {
        public DecisionBodyValidator()
        {
            RuleFor(body => body.Outcome).NotNull();
            RuleFor(body => body.Text).Text(Texts.LongText);
            RuleFor(body => body.Reference).MaximumLength(Texts.ShortText);
            RuleFor(body => body.Public!.Summary).Text(Texts.LongText).When(body => body.Public is not null);
            RuleFor(body => body.Public!.Answer).Text(Texts.LongText).When(body => body.Public is not null);
            RuleFor(body => body.Trial!.Participants).NotNull().InclusiveBetween(1, 10_000_000).When(body => body.Trial is not null);
            RuleFor(body => body.Trial!.Months).NotNull().InclusiveBetween(1, 1_200).When(body => body.Trial is not null);
            RuleFor(body => body.Trial!.Place).MaximumLength(Texts.ShortText).When(body => body.Trial is not null);
            RuleFor(body => body.Trial!.Scope).MaximumLength(5_000).When(body => body.Trial is not null);
            RuleFor(body => body.Trial!.Safeguards).MaximumLength(5_000).When(body => body.Trial is not null);
            RuleFor(body => body.Trial!.LawsSetAside).Must(laws => laws is null || laws.Count <= 50).When(body => body.Trial is not null);
            RuleForEach(body => body.Trial!.LawsSetAside).Text(Texts.ShortText).When(body => body.Trial is not null);
            RuleFor(body => body.Trial!.ReportDates)
                .Must(dates => dates is null || dates.Count <= 50)
                .When(body => body.Trial is not null);
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/requests/{id:guid}/decision", HandleAsync)
            .For(Roles.NdcOfficer)
            .Refuses(
                "sandbox.wrong-state",
                "sandbox.public-layer-missing",
                "sandbox.trial-missing",
                "sandbox.trial-too-long",
                "sandbox.trial-too-large",
                "sandbox.report-outside-of-trial",
                "sandbox.trial-not-decided",
                "sandbox.date-in-past"
            )
            .WithTags("Decisions")
            .WithSummary("Decide a request");

    private static async Task<Answer<RequestView>> HandleAsync(Guid id, DecisionBody body, Command command, Caseload caseload)
    {
        var draft = new RulingDraft(
            body.Outcome!.Value,
            body.Text!,
            body.Reference,
            ToConditions(body.Trial),
            body.Public is { } open ? new PublicLayer(open.Summary!, open.Answer!) : null
        );
        return await caseload.ChangeAsync(id, command, (c, now) =>
            body.PublicIsChosen ? Adjudication.Decide(c, draft, now) : (Result<Change>)SandboxErrors.PublicLayerMissing
        );
    }

    private static TrialConditions? ToConditions(TrialConditionsBody? trial) =>
        trial is null
            ? null
            : new TrialConditions
            {
                Participants = trial.Participants!.Value,
                Months = trial.Months!.Value,
                Place = trial.Place,
                Scope = trial.Scope,
                Safeguards = trial.Safeguards,
                LawsSetAside = trial.LawsSetAside ?? [],
                StartsOn = trial.StartsOn,
                ReportDates = trial.ReportDates ?? [],
            };
}
