using Platform.Domain;

namespace Platform.Sandbox.Domain;

/// <summary>
/// The commands about coordination meetings of several ministries. Their resolutions are follow-ups with owners and dates.
/// </summary>
internal static class Coordination
{
    /// <param name="given">The case.</param>
    /// <param name="at">When the meeting begins.</param>
    /// <param name="agenda">The items of the agenda; when empty, they are drafted from the open points.</param>
    /// <param name="attendees">The people or organisations that are invited.</param>
    /// <param name="authorities">The list that has the names of the authorities.</param>
    /// <param name="situation">The moment, the calendar and the actor.</param>
    public static Result<Change> Call(
        RegulatoryCase given,
        DateTimeOffset at,
        IReadOnlyList<string> agenda,
        IReadOnlyList<string> attendees,
        Authorities authorities,
        Situation situation
    ) => given.Perform(CaseCommand.CallMeeting, situation, c =>
        {
            if (at <= situation.Now)
            {
                return SandboxErrors.MeetingInThePast;
            }

            var meeting = new Meeting
            {
                Id = situation.NewId(),
                At = at,
                Agenda = agenda.Count > 0 ? agenda : OpenPoints(c, authorities),
                AgendaDrafted = agenda.Count == 0,
                Attendees = attendees,
                Because = c.MeetingDue?.Because ?? [],
                CalledAt = situation.Now,
            };
            return new Change(
                c with
                {
                    Status = CaseStatus.MeetingCalled,
                    Meetings = [.. c.Meetings, meeting],
                    MeetingDue = null,
                },
                new Fact(FactKind.MeetingCalled) { About = meeting.Id }
            );
        });

    /// <summary>
    /// Cancels a meeting. When it was the last open meeting before the decision, the case returns to the status that its opinions give,
    /// and another meeting is due if the reason for this one still applies.
    /// </summary>
    public static Result<Change> Cancel(RegulatoryCase given, Guid meetingId, string reason, Situation situation) =>
        given.Perform(CaseCommand.CancelMeeting, situation, c =>
        {
            if (!FindOpenMeeting(c, meetingId).Succeeded(out var meeting, out var error))
            {
                return error;
            }

            var next = With(c, meeting, meeting with { CancelledAt = situation.Now, CancelledBecause = reason });
            var fact = new Fact(FactKind.MeetingCancelled) { About = meetingId, Detail = reason };
            if (next.Status != CaseStatus.MeetingCalled || next.HasOpenMeeting)
            {
                return new Change(next, fact);
            }

            var late = next.Opinions.Any(opinion =>
                opinion.IsOpen && next.Deadlines.Any(d => d.Id == opinion.DeadlineId && d.State == DeadlineState.Missed)
            );
            next = next with { Status = CaseStatus.Consulting };
            var due = late ? next.MakeMeetingDue(MeetingReason.LateOpinion, situation) : new Change(next);
            var recalculated = next.Opinions.Count > 0 ? Consultation.Recalculate(due.State, situation) : due;
            return new Change(recalculated.State, [fact, .. due.Events, .. recalculated.Events]);
        });

    /// <param name="given">The case.</param>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="text">The text of the minutes.</param>
    /// <param name="attended">Who attended, according to the minutes; an invited authority may have sent a substitute.</param>
    /// <param name="resolutions">What is to be done, by whom and by which date.</param>
    /// <param name="situation">The moment, the calendar and the actor.</param>
    public static Result<Change> RecordMinutes(
        RegulatoryCase given,
        Guid meetingId,
        string text,
        IReadOnlyList<string> attended,
        IReadOnlyList<Resolution> resolutions,
        Situation situation
    ) => given.Perform(CaseCommand.RecordMinutes, situation, c =>
        {
            if (!FindOpenMeeting(c, meetingId).Succeeded(out var meeting, out var error))
            {
                return error;
            }

            for (var i = 0; i < resolutions.Count; i++)
            {
                if (resolutions[i].DueOn < situation.Today)
                {
                    return SandboxErrors.DueDateInThePast($"$.resolutions[{i}].dueOn");
                }
            }

            var next = With(c, meeting, meeting with { Minutes = text, MinutesOn = situation.Today, Attended = attended });
            if (next is { Status: CaseStatus.MeetingCalled, HasOpenMeeting: false })
            {
                next = next with { Status = CaseStatus.Deciding };
            }

            next = resolutions.Aggregate(next, (c, resolution) => Aftercare.Added(c, resolution, meetingId, situation));
            return new Change(next, new Fact(FactKind.MinutesRecorded) { About = meetingId });
        });

    /// <summary>Returns the points to discuss: opinions that are late or missing, objections and conditions.</summary>
    private static string[] OpenPoints(RegulatoryCase c, Authorities authorities)
    {
        var points = c
            .Opinions.Where(opinion => opinion.HandedOverTo is null)
            .Select(opinion =>
            {
                var name = authorities.Find(opinion.Authority)?.Name;
                var (zh, en) = (name?.Zh ?? opinion.Authority, name?.En ?? opinion.Authority);
                var deadline = c.Deadlines.Single(d => d.Id == opinion.DeadlineId);
                return opinion.Position switch
                {
                    null when deadline.State == DeadlineState.Missed =>
                        $"{zh}逾期未表示意見(期限 {deadline.DueOn:yyyy-MM-dd}) / {en}: opinion late (due {deadline.DueOn:yyyy-MM-dd})",
                    null => $"{zh}尚未表示意見 / {en}: opinion still to come",
                    Position.Object => $"{zh}反對 / {en}: objects",
                    Position.Conditional => $"{zh}附條件同意 / {en}: agrees on conditions",
                    _ => null,
                };
            })
            .OfType<string>()
            .ToArray();
        return points.Length > 0 ? points : ["本案後續處理方式 / How the request goes on"];
    }

    private static Result<Meeting> FindOpenMeeting(RegulatoryCase c, Guid meetingId) =>
        c.Meetings.SingleOrDefault(meeting => meeting.Id == meetingId) switch
        {
            null => SandboxErrors.MeetingUnknown,
            { Minutes: not null } => SandboxErrors.MinutesAlreadyRecorded,
            { CancelledAt: not null } => SandboxErrors.MeetingCancelled,
            var meeting => meeting,
        };

    private static RegulatoryCase With(RegulatoryCase c, Meeting meeting, Meeting changed) =>
        c with
        {
            Meetings = [.. c.Meetings.Select(existing => existing == meeting ? changed : existing)],
        };
}

internal sealed record Resolution(string Text, string Owner, DateOnly DueOn);
