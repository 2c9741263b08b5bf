using Platform.Calendar;
using Platform.Domain;
using Platform.Harness;
using Platform.Sandbox.Domain;
using static Platform.Sandbox.Tests.Domain.Cases;

namespace Platform.Sandbox.Tests.Domain;

public sealed class CaseMachineTests
{
    public static TheoryData<string, string> EveryStatusAndCommand()
    {
        var data = new TheoryData<string, string>();
        foreach (var status in Enum.GetNames<CaseStatus>())
        {
            foreach (var command in Enum.GetNames<CaseCommand>())
            {
                data.Add(status, command);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryStatusAndCommand))]
    public void A_command_is_carried_out_where_the_table_allows_it_and_refused_with_the_allowed_ones_elsewhere(
        string statusName,
        string commandName
    )
    {
        var status = Enum.Parse<CaseStatus>(statusName);
        var command = Enum.Parse<CaseCommand>(commandName);
        var given = In(status);
        Assert.Equal(status, given.Status);

        var targets = CaseMachine.Targets(status, command);
        var decision = Carry(command, given);
        if (targets.Count == 0)
        {
            Assert.Equal("sandbox.wrong-state", decision.Error?.Code);
            Assert.Equal(ErrorKind.Conflict, decision.Error?.Kind);
            Assert.Equal(CaseMachine.Allowed(status).Select(allowed => CaseMachine.Name(allowed)), decision.Error?.Allowed);
        }
        else if (decision.Succeeded(out var change, out var error))
        {
            Assert.Contains(change.State.Status, targets);
            Assert.NotEmpty(change.Events);
        }
        else
        {
            // The status allows it, but this case has no such meeting, follow-up, pause or opinion left.
            Assert.Contains(
                error.Code,
                (string[])
                    [
                        "sandbox.meeting-unknown",
                        "sandbox.follow-up-unknown",
                        "sandbox.deadline-not-paused",
                        "sandbox.deadline-not-running",
                        "sandbox.follow-ups-open",
                        "sandbox.opinion-already-given",
                        "sandbox.trial-not-suspended",
                    ]
            );
        }
    }

    [Fact]
    public void Every_status_but_the_first_is_reached_by_some_command() =>
        Assert.All(Enum.GetValues<CaseStatus>().Except([CaseStatus.Received]), status =>
            Assert.Contains(Enum.GetValues<CaseStatus>().Where(from => from != status), from =>
                CaseMachine.Allowed(from).Any(command => CaseMachine.Targets(from, command).Contains(status))
            )
        );

    [Fact]
    public void The_drawing_in_the_documentation_is_the_table_in_the_code()
    {
        const string File = "docs/sandbox-states.md";
        var committed = System.IO.File.ReadAllText(Path.Combine(Snapshots.Root, File));
        var difference = Snapshots.Difference(
            File,
            committed[..committed.IndexOf("```mermaid", StringComparison.Ordinal)] + CaseMachine.Markdown()
        );
        Assert.True(difference is null, difference);
    }

    private static Result<Change> Carry(CaseCommand command, RegulatoryCase c)
    {
        var now = On(Receipt);
        return command switch
        {
            CaseCommand.Assign => Receiving.Assign(c, "ndc2", now),
            CaseCommand.Note => Receiving.AddNote(c, "電洽申請人", now),
            CaseCommand.Screen => Receiving.Screen(c, ScreeningDecision.Accept, "屬法規調適事項", null, now),
            CaseCommand.Supplement => Receiving.Supplement(c, "補營運計畫", [], now),
            CaseCommand.Question => Questioning.Send(c, "問題", now),
            CaseCommand.ConfirmQuestion => Questioning.Confirm(c, now),
            CaseCommand.AmendQuestion => Questioning.Amend(c, "改寫", now),
            CaseCommand.AskOpinions => Consultation.RequestOpinions(
                c,
                c.Opinions.Count > 0 ? "motc" : "moj",
                ["mof"],
                null,
                Agencies,
                now
            ),
            CaseCommand.GiveOpinion => Consultation.Give(c, "moi", Position.Agree, "同意", null, now),
            CaseCommand.Pause => Consultation.Pause(c, "moi", "函詢地方政府", now),
            CaseCommand.Resume => Consultation.Resume(c, "moi", now),
            CaseCommand.CallMeeting => Coordination.Call(c, TaipeiTime.EndOfDay(Receipt), ["議題"], ["motc"], Agencies, now),
            CaseCommand.RecordMinutes => Coordination.RecordMinutes(
                c,
                c.Meetings is [var meeting, ..] ? meeting.Id : Guid.Empty,
                "紀錄",
                [],
                [],
                now
            ),
            CaseCommand.CancelMeeting => Coordination.Cancel(c, c.Meetings is [var meeting, ..] ? meeting.Id : Guid.Empty, "撤案", now),
            CaseCommand.Decide => Adjudication.Decide(c, Draft(Outcome.NoRestriction), now),
            CaseCommand.Publish => Adjudication.Publish(c, now),
            CaseCommand.Extend => Adjudication.Extend(
                c,
                c.Deadlines.FirstOrDefault(d => d.IsOpen)?.Kind ?? DeadlineKind.Decision,
                null,
                5,
                "案情複雜",
                now
            ),
            CaseCommand.AddFollowUp => Aftercare.Add(c, new Resolution("修正要點", "motc", Receipt.AddDays(30)), now),
            CaseCommand.UpdateFollowUp => Aftercare.Update(
                c,
                c.FollowUps is [var followUp, ..] ? followUp.Id : Guid.Empty,
                FollowUpStatus.Done,
                "完成",
                now
            ),
            CaseCommand.ReportTrial => Trials.Report(c, "第一期", false, null, [], now),
            CaseCommand.SuspendTrial => Trials.Suspend(c, "事故", now),
            CaseCommand.ResumeTrial => Trials.Resume(c, "改善完成", now),
            CaseCommand.ExtendTrial => Trials.Extend(c, 3, "樣本不足", now),
            CaseCommand.EndTrial => Trials.End(c, "期滿", now),
            CaseCommand.Acknowledge => Aftercare.Acknowledge(c, "county-hualien", now),
            CaseCommand.Close => Aftercare.Close(c, null, now),
            CaseCommand.Withdraw => Adjudication.Withdraw(c, null, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
    }
}
