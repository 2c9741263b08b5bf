using FluentValidation;
using Platform.Domain;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.FollowUps;

/// <summary>
/// Adds and updates what is still to do until the rule has changed. An authority that owns a follow-up reports on it itself.
/// </summary>
internal static class FollowUpRequest
{
    internal sealed record FollowUpView : IVersionedView
    {
        public required Guid Id { get; init; }

        public required Guid RequestId { get; init; }

        public required long Version { get; init; }

        public required string Text { get; init; }

        public required string Owner { get; init; }

        public required DateOnly DueOn { get; init; }

        public required FollowUpStatus Status { get; init; }

        public string? Report { get; init; }
    }

    internal sealed record FollowUpUpdateBody(FollowUpStatus? Status, string? Report);

    internal sealed class UpdateValidator : AbstractValidator<FollowUpUpdateBody>
    {
        public UpdateValidator()
        {
            RuleFor(body => body.Report).MaximumLength(Texts.LongText);
            RuleFor(body => body.Report).NotEmpty().When(body => body.Status is null);
        }
    }

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/requests/{id:guid}/follow-ups", AddAsync)
            .For(Roles.NdcOfficer)
            .Creates()
            .Refuses("sandbox.wrong-state", "sandbox.date-in-past")
            .WithTags("Follow-up")
            .WithSummary("Add something to follow up");
        api.MapPatch("/requests/{id:guid}/follow-ups/{followUpId:guid}", UpdateAsync)
            .For(Roles.NdcOfficer, Roles.AuthorityOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.follow-up-unknown", "sandbox.follow-up-finished")
            .WithTags("Follow-up")
            .WithSummary("Report on a follow-up, or finish it");
    }

    private static async Task<Answer<FollowUpView>> AddAsync(Guid id, ResolutionBody body, Command command, Caseload caseload)
    {
        var added = await caseload.ApplyAsync(id, command, (c, now) => Aftercare.Add(c, body.ToResolution(), now));
        if (!added.Succeeded(out var handled, out var error))
        {
            return error;
        }

        return Answer.At($"/api/sandbox/v1/requests/{id}", ToView(handled, handled.Case.FollowUps[^1]));
    }

    private static async Task<Answer<FollowUpView>> UpdateAsync(
        Guid id,
        Guid followUpId,
        FollowUpUpdateBody body,
        Command command,
        Caseload caseload
    )
    {
        var updated = await caseload.ApplyAsync(id, command, (c, now) =>
            command.Caller.Has(Roles.NdcOfficer)
            || c.FollowUps.Any(candidate => candidate.Id == followUpId && candidate.Owner == command.Caller.ActingAuthority())
                ? Aftercare.Update(c, followUpId, body.Status, body.Report, now)
                : (Result<Change>)SandboxErrors.FollowUpUnknown
        );
        if (!updated.Succeeded(out var handled, out var error))
        {
            return error;
        }

        return ToView(handled, handled.Case.FollowUps.Single(followUp => followUp.Id == followUpId));
    }

    private static FollowUpView ToView(Handled handled, FollowUp followUp) =>
        new()
        {
            Id = followUp.Id,
            RequestId = handled.Row.Id,
            Version = handled.Row.Version,
            Text = followUp.Text,
            Owner = followUp.Owner,
            DueOn = followUp.DueOn,
            Status = followUp.Status,
            Report = followUp.Report,
        };
}
