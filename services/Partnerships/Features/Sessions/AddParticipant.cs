using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>Adds a vetted profile to a session, in the named slots or in all.</summary>
internal static class AddParticipant
{
    internal sealed record ParticipantBody(Guid? ProfileId, IReadOnlyList<int>? AvailableSlots);

    internal sealed class Validator : AbstractValidator<ParticipantBody>
    {
        public Validator() => RuleFor(body => body.ProfileId).NotNull();
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/sessions/{id:guid}/participants", HandleAsync)
            .For(Roles.PartnershipManager)
            .Creates()
            .Refuses(
                "partnerships.profile-not-vetted",
                "partnerships.slot-unknown",
                "partnerships.participant-exists",
                "partnerships.schedule-running"
            )
            .WithTags("Sessions")
            .WithSummary("Add a participant");

    private static Task<Answer<SessionView>> HandleAsync(
        Guid id,
        ParticipantBody body,
        Command command,
        PartnershipsDbContext db,
        Sessions sessions
    ) => sessions.AddParticipantAsync(id, body.ProfileId!.Value, command, async session =>
        {
            var profile = await db.Profiles.AsNoTracking().SingleOrDefaultAsync(found => found.Id == body.ProfileId, command.Aborted);
            return profile is null ? PlatformErrors.NotFound with { Path = "$.profileId" }
                : !profile.IsActive(command.Today) ? PartnershipsErrors.NotVetted("$.profileId")
                : !session.Row.Frame.Admit(profile.Id, body.AvailableSlots).Succeeded(out var admitted, out var refused) ? refused
                : session.Participant is not null ? PartnershipsErrors.ParticipantExists
                : admitted;
        });
}
