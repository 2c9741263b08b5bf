using FluentValidation;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Meetings;

/// <summary>Records the minutes of a meeting. Each resolution is added as a follow-up with its owner and date.</summary>
internal static class RecordMinutes
{
    internal sealed record MinutesBody
    {
        public string? Text { get; init; }

        /// <summary>Who attended; an invited authority may have sent a substitute.</summary>
        public IReadOnlyList<string>? Attended { get; init; }

        public IReadOnlyList<ResolutionBody>? Resolutions { get; init; }
    }

    internal sealed class MinutesBodyValidator : AbstractValidator<MinutesBody>
    {
        public MinutesBodyValidator()
        {
            RuleFor(body => body.Text).Text(Texts.LongText);
            RuleFor(body => body.Attended).Must(attended => attended is null || attended.Count <= 200);
            RuleForEach(body => body.Attended).Text(Texts.ShortText);
            RuleFor(body => body.Resolutions).Must(resolutions => resolutions is null || resolutions.Count <= 100);
            RuleForEach(body => body.Resolutions).NotNull().SetValidator(new ResolutionBodyValidator());
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/requests/{id:guid}/meetings/{meetingId:guid}/minutes", HandleAsync)
            .For(Roles.NdcOfficer)
            .Refuses(
                "sandbox.wrong-state",
                "sandbox.meeting-unknown",
                "sandbox.minutes-already-recorded",
                "sandbox.meeting-already-cancelled",
                "sandbox.date-in-past"
            )
            .WithTags("Meetings")
            .WithSummary("Record the minutes and resolutions of a meeting");

    private static Task<Answer<RequestView>> HandleAsync(Guid id, Guid meetingId, MinutesBody body, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, (c, now) =>
            Coordination.RecordMinutes(
                c,
                meetingId,
                body.Text!,
                body.Attended ?? [],
                [.. (body.Resolutions ?? []).Select(resolution => resolution.ToResolution())],
                now
            )
        );
}
