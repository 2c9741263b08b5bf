using System.Text.Json.Serialization;
using FluentValidation;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.AuthorityRegister;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Meetings;

/// <summary>Calls a coordination meeting, on the NDC's own initiative or because one is due.</summary>
internal static class CallMeeting
{
    internal sealed record MeetingBody
    {
        public DateTimeOffset? At { get; init; }

        /// <summary>One item or several; when empty, they are drafted from the open points.</summary>
        [JsonConverter(typeof(LinesConverter))]
        public IReadOnlyList<string>? Agenda { get; init; }

        [JsonConverter(typeof(LinesConverter))]
        public IReadOnlyList<string>? Attendees { get; init; }
    }

    internal sealed class MeetingBodyValidator : AbstractValidator<MeetingBody>
    {
        public MeetingBodyValidator()
        {
            RuleFor(body => body.At).NotNull();
            RuleFor(body => body.Agenda).Must(agenda => agenda is null || agenda.Count <= 100);
            RuleForEach(body => body.Agenda).Text(5_000);
            RuleFor(body => body.Attendees).NotNull().Must(attendees => attendees is null || attendees.Count <= 200);
            RuleForEach(body => body.Attendees).Text(Texts.ShortText);
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/requests/{id:guid}/meetings", HandleAsync)
            .For(Roles.NdcOfficer)
            .Creates()
            .Refuses("sandbox.wrong-state", "sandbox.meeting-in-past")
            .WithTags("Meetings")
            .WithSummary("Call a coordination meeting");

    private static async Task<Answer<MeetingView>> HandleAsync(
        Guid id,
        MeetingBody body,
        Command command,
        Caseload caseload,
        AuthorityList authorities
    )
    {
        var current = await authorities.ReadAsync(command.Aborted);
        var called = await caseload.ApplyAsync(id, command, (c, now) =>
            Coordination.Call(c, body.At!.Value, body.Agenda ?? [], body.Attendees!, current, now)
        );
        if (!called.Succeeded(out var handled, out var error))
        {
            return error;
        }

        var meeting = MeetingView.Of(handled.Row, handled.Case.Meetings[^1], full: true);
        return Answer.At($"/api/sandbox/v1/requests/{id}/meetings/{meeting.Id}.ics", meeting);
    }
}
