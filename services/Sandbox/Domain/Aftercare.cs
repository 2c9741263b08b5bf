using Platform.Domain;

namespace Platform.Sandbox.Domain;

/// <summary>
/// The commands after the decision: follow-ups until the rule has changed, acknowledgements by local governments, and closing.
/// </summary>
internal static class Aftercare
{
    public static RegulatoryCase Added(RegulatoryCase given, Resolution resolution, Guid? meetingId, Situation situation)
    {
        var followUp = new FollowUp
        {
            Id = situation.NewId(),
            Text = resolution.Text,
            Owner = resolution.Owner,
            DueOn = resolution.DueOn,
            MeetingId = meetingId,
        };
        return (given with { FollowUps = [.. given.FollowUps, followUp] }).Started(
            DeadlineKind.FollowUp,
            situation,
            Period.Until(resolution.DueOn),
            resolution.Owner,
            followUp.Id
        );
    }

    public static Result<Change> Add(RegulatoryCase given, Resolution resolution, Situation situation) =>
        given.Perform(CaseCommand.AddFollowUp, situation, c =>
        {
            if (resolution.DueOn < situation.Today)
            {
                return SandboxErrors.DueDateInThePast("$.dueOn");
            }

            var status = c.Status == CaseStatus.Decided ? CaseStatus.FollowingUp : c.Status;
            var next = Added(c with { Status = status }, resolution, null, situation);
            return new Change(next, new Fact(FactKind.FollowUpAdded) { About = next.FollowUps[^1].Id, Detail = resolution.Text });
        });

    public static Result<Change> Update(
        RegulatoryCase given,
        Guid followUpId,
        FollowUpStatus? status,
        string? report,
        Situation situation
    ) => given.Perform(CaseCommand.UpdateFollowUp, situation, c =>
        {
            if (c.FollowUps.SingleOrDefault(item => item.Id == followUpId) is not { } followUp)
            {
                return SandboxErrors.FollowUpUnknown;
            }

            if (followUp.Status != FollowUpStatus.Open)
            {
                return SandboxErrors.FollowUpFinished;
            }

            var changed = followUp with { Status = status ?? followUp.Status, Report = report ?? followUp.Report };
            var next = c with { FollowUps = [.. c.FollowUps.Select(item => item == followUp ? changed : item)] };
            next = next.EachDeadline(
                d => d.FollowUpId == followUpId,
                d =>
                    changed.Status switch
                    {
                        FollowUpStatus.Done => d.Meet(situation.Today, situation.Calendar),
                        FollowUpStatus.Dropped => d.Lapse(situation.Today, report ?? "不再追蹤 / no longer followed up"),
                        _ => d,
                    }
            );
            return new Change(
                next,
                new Fact(FactKind.FollowUpUpdated)
                {
                    About = followUpId,
                    Detail = report is null ? CaseMachine.Name(changed.Status) : $"{CaseMachine.Name(changed.Status)}: {report}",
                }
            );
        });

    public static Result<Change> Acknowledge(RegulatoryCase given, string authority, Situation situation) =>
        given.Perform(CaseCommand.Acknowledge, situation, c =>
        {
            if (!Authorities.IsLocal(authority))
            {
                return SandboxErrors.NotALocalGovernment(authority);
            }

            if (c.Acknowledgements.Any(earlier => earlier.Authority == authority))
            {
                return SandboxErrors.AlreadyAcknowledged(authority);
            }

            return new Change(
                c with
                {
                    Acknowledgements = [.. c.Acknowledgements, new Acknowledgement(authority, situation.Today, situation.Actor.Name)],
                },
                new Fact(FactKind.Acknowledged) { Authority = authority }
            );
        });

    public static Result<Change> Close(RegulatoryCase given, string? text, Situation situation) =>
        given.Perform(CaseCommand.Close, situation, c =>
            c.FollowUps.Any(followUp => followUp.Status == FollowUpStatus.Open)
                ? SandboxErrors.FollowUpsOpen
                : new Change(
                    (c with { Status = CaseStatus.Closed, EndedOn = situation.Today }).AllLapsed("結案 / closed", situation),
                    new Fact(FactKind.Closed) { Detail = text }
                )
        );
}
