using Platform.ServiceDefaults.Errors;

namespace Platform.Sandbox.Domain;

/// <summary>Cross-ministry coordination meetings; their resolutions become follow-ups with owners and dates.</summary>
internal static class Coordination
{
    public static Decision<Change> Call(
        RegulatoryCase given, DateTimeOffset at, IReadOnlyList<string> agenda, IReadOnlyList<string> attendees, Situation situation) =>
        given.Perform(CaseCommand.CallMeeting, situation, c =>
        {
            if (at <= situation.Now)
                return SandboxErrors.MeetingInThePast;

            var meeting = new Meeting
            {
                Id = Guid.CreateVersion7(),
                At = at,
                Agenda = agenda,
                Attendees = attendees,
                Because = c.MeetingDue?.Because ?? [],
                CalledAt = situation.Now,
            };
            return new Change(
                c with { Status = CaseStatus.MeetingCalled, Meetings = [.. c.Meetings, meeting], MeetingDue = null },
                new Fact(FactKind.MeetingCalled) { About = meeting.Id });
        });

    public static Decision<Change> RecordMinutes(
        RegulatoryCase given, Guid meetingId, string text, IReadOnlyList<Resolution> resolutions, Situation situation) =>
        given.Perform(CaseCommand.RecordMinutes, situation, c =>
        {
            if (c.Meetings.SingleOrDefault(meeting => meeting.Id == meetingId) is not { } held)
                return SandboxErrors.MeetingUnknown;
            if (held.Minutes is not null)
                return SandboxErrors.MinutesAlreadyRecorded;
            for (var i = 0; i < resolutions.Count; i++)
            {
                if (resolutions[i].DueOn < situation.Today)
                    return SandboxErrors.DueDateInThePast($"$.resolutions[{i}].dueOn");
            }

            var minuted = held with { Minutes = text, MinutesOn = situation.Today };
            var next = c with { Meetings = [.. c.Meetings.Select(meeting => meeting == held ? minuted : meeting)] };
            if (next is { Status: CaseStatus.MeetingCalled, HasOpenMeeting: false })
                next = next with { Status = CaseStatus.Deciding };
            next = resolutions.Aggregate(next, (c, resolution) => Aftercare.Added(c, resolution, meetingId, situation));
            return new Change(next, new Fact(FactKind.MinutesRecorded) { About = meetingId });
        });
}

internal sealed record Resolution(string Text, string Owner, DateOnly DueOn);
