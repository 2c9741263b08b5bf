using System.Text.Json.Serialization;
using FluentValidation;
using Platform.Contracts;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Sessions;
using Platform.Partnerships.Features.Profiles;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>Creates a matching session, such as a summit or a partner day, with its slots and tables.</summary>
internal static class CreateSession
{
    internal sealed record SessionBody
    {
        [JsonConverter(typeof(BilingualOrText))]
        public Bilingual? Name { get; init; }

        public string? Programme { get; init; }

        public IReadOnlyList<SlotBody>? Slots { get; init; }

        public int? Tables { get; init; }

        public int? MeetingsPerParticipant { get; init; }
    }

    internal sealed record SlotBody(DateTimeOffset? Start, DateTimeOffset? End);

    internal sealed class Validator : AbstractValidator<SessionBody>
    {
        public Validator()
        {
            RuleFor(body => body.Name).Bilingual(Texts.ShortText);
            RuleFor(body => body.Programme).MaximumLength(100);
            RuleFor(body => body.Slots).NotNull();
            RuleForEach(body => body.Slots)
                .NotNull()
                .ChildRules(slot =>
                {
                    slot.RuleFor(body => body.Start).NotNull();
                    slot.RuleFor(body => body.End).NotNull();
                });
            RuleFor(body => body.Tables).NotNull();
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/sessions", HandleAsync)
            .For(Roles.PartnershipManager)
            .Creates()
            .Refuses(
                "partnerships.slot-invalid",
                "partnerships.slots-overlap",
                "partnerships.session-size",
                "partnerships.programme-unknown"
            )
            .WithTags("Sessions")
            .WithSummary("Create a matching session");

    private static async Task<Answer<SessionView>> HandleAsync(
        SessionBody body,
        Command command,
        EditedLists lists,
        PartnershipsDbContext db
    )
    {
        var slots = body.Slots!.Select(slot => new SessionSlot(slot.Start!.Value.ToUniversalTime(), slot.End!.Value.ToUniversalTime()))
            .ToList();
        if (!SessionFrame.Create(slots, body.Tables!.Value, body.MeetingsPerParticipant).Succeeded(out var frame, out var refused))
        {
            return refused;
        }

        if (!(await lists.ProgrammesAsync(db, command.Aborted)).Read(body.Programme).Succeeded(out var programme, out var unknown))
        {
            return unknown;
        }

        var session = new Session
        {
            Id = Guid.CreateVersion7(),
            Name = body.Name!,
            Programme = programme.Code,
            Frame = frame,
            By = command.Caller.Subject,
            CreatedAt = command.Now,
        };
        db.Add(session);
        await db.SaveChangesAsync(command.Aborted);
        return Answer.At($"/api/partnerships/v1/sessions/{session.Id}", SessionView.Of(session, []));
    }
}
