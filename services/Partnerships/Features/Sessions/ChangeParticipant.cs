using FluentValidation;
using Platform.Partnerships.Domain.Sessions;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>
/// Removes a participant or changes its slots. Its meetings that can no longer take place leave the schedule at once, even confirmed
/// ones. The others stay, and the next planning fills the free places.
/// </summary>
internal static class ChangeParticipant
{
    internal sealed record SlotsBody(IReadOnlyList<int>? AvailableSlots);

    internal sealed class Validator : AbstractValidator<SlotsBody>
    {
        public Validator() => RuleFor(body => body.AvailableSlots).NotNull();
    }

    public static void Map(RouteGroupBuilder api)
    {
        var participant = api.MapGroup("/sessions/{id:guid}/participants/{profileId:guid}")
            .For(Roles.PartnershipManager)
            .WithTags("Sessions");
        participant
            .MapPut("", ReplaceAsync)
            .Refuses("partnerships.slot-unknown", "partnerships.schedule-running")
            .WithSummary("Change the slots of a participant; If-Match is the session's ETag");
        participant.MapDelete("", RemoveAsync).Refuses("partnerships.schedule-running").WithSummary("A participant cannot come");
    }

    private static Task<Answer<SessionView>> ReplaceAsync(Guid id, Guid profileId, SlotsBody body, Command command, Sessions sessions) =>
        sessions.ChangeParticipantAsync(id, profileId, command, frame => frame.Admit(profileId, body.AvailableSlots));

    private static Task<Answer<SessionView>> RemoveAsync(Guid id, Guid profileId, Command command, Sessions sessions) =>
        sessions.ChangeParticipantAsync(id, profileId, command, _ => new SessionParticipant(profileId, []) { HasLeft = true });
}
