using System.Text;
using System.Text.Json;
using static Platform.Sandbox.Domain.CaseCommand;
using static Platform.Sandbox.Domain.CaseStatus;

namespace Platform.Sandbox.Domain;

/// <summary>
/// The procedure as a table: which command is allowed in which status, and the statuses that it may lead to. Permission, the list of
/// allowed commands in a refusal, and docs/sandbox-states.md all derive from it.
/// </summary>
internal static class CaseMachine
{
    private static readonly Dictionary<CaseStatus, Dictionary<CaseCommand, CaseStatus[]>> Table = new()
    {
        [Received] = Row(
            Received,
            [Assign, Note, Extend],
            (Screen, [QuestionDrafted, AwaitingApplicant, Referred, Declined]),
            (Withdraw, [Withdrawn])
        ),
        [AwaitingApplicant] = Row(AwaitingApplicant, [Assign, Note, Extend], (Supplement, [Received]), (Withdraw, [Withdrawn])),
        [QuestionDrafted] = Row(QuestionDrafted, [Assign, Note, Extend], (Question, [AwaitingConfirmation]), (Withdraw, [Withdrawn])),
        [AwaitingConfirmation] = Row(
            AwaitingConfirmation,
            [Assign, Note, Extend, Question],
            (ConfirmQuestion, [Consulting]),
            (AmendQuestion, [QuestionDrafted]),
            (Withdraw, [Withdrawn])
        ),
        [Consulting] = Row(
            Consulting,
            [Assign, Note, Extend, AskOpinions, Pause, Resume],
            (GiveOpinion, [Consulting, Deciding]),
            (CallMeeting, [MeetingCalled]),
            (Decide, [Decided, InTrial]),
            (Withdraw, [Withdrawn])
        ),
        [MeetingCalled] = Row(
            MeetingCalled,
            [Assign, Note, Extend, AskOpinions, GiveOpinion, Pause, Resume, CallMeeting],
            (CancelMeeting, [MeetingCalled, Consulting, Deciding]),
            (RecordMinutes, [MeetingCalled, Deciding]),
            (Decide, [Decided, InTrial]),
            (Withdraw, [Withdrawn])
        ),
        [Deciding] = Row(
            Deciding,
            [Assign, Note, Extend, GiveOpinion, Pause, Resume],
            (AskOpinions, [Consulting]),
            (CallMeeting, [MeetingCalled]),
            (Decide, [Decided, InTrial]),
            (Withdraw, [Withdrawn])
        ),
        [Decided] = Row(
            Decided,
            [Assign, Note, Extend, CancelMeeting, RecordMinutes, Publish, UpdateFollowUp, Acknowledge],
            (AddFollowUp, [FollowingUp]),
            (Close, [Closed])
        ),
        [InTrial] = Row(
            InTrial,
            [
                Assign,
                Note,
                Extend,
                CancelMeeting,
                RecordMinutes,
                Publish,
                AddFollowUp,
                UpdateFollowUp,
                Acknowledge,
                ReportTrial,
                SuspendTrial,
                ResumeTrial,
                ExtendTrial,
            ],
            (EndTrial, [FollowingUp])
        ),
        [FollowingUp] = Row(
            FollowingUp,
            [Assign, Note, Extend, CancelMeeting, RecordMinutes, Publish, AddFollowUp, UpdateFollowUp, Acknowledge],
            (Close, [Closed])
        ),
        [Closed] = Row(Closed, [Note, Publish, Acknowledge]),
        [Declined] = Row(Declined, [Note]),
        [Referred] = Row(Referred, [Note]),
        [Withdrawn] = Row(Withdrawn, [Note]),
    };

    public static IEnumerable<CaseCommand> Allowed(CaseStatus status) => Table[status].Keys.Order();

    public static IReadOnlyList<CaseStatus> Targets(CaseStatus status, CaseCommand command) =>
        Table[status].TryGetValue(command, out var targets) ? targets : [];

    /// <summary>Whether the case is before its decision, or after it with follow-ups still to do.</summary>
    public static bool IsOpen(CaseStatus status) => status is not (Closed or Declined or Referred or Withdrawn);

    public static string Name(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Returns the drawing and the table of docs/sandbox-states.md.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n    [*] --> received: file\n");
        foreach (var (status, row) in Table)
        {
            foreach (var target in row.SelectMany(entry => entry.Value).Distinct().Where(target => target != status))
            {
                var commands = row.Where(entry => entry.Value.Contains(target)).Select(entry => Name(entry.Key));
                text.Append("    ")
                    .Append(Name(status))
                    .Append(" --> ")
                    .Append(Name(target))
                    .Append(": ")
                    .AppendJoin(", ", commands)
                    .Append('\n');
            }
        }

        foreach (var status in Table.Keys.Where(status => !IsOpen(status)))
        {
            text.Append("    ").Append(Name(status)).Append(" --> [*]\n");
        }

        text.Append("```\n\n| status | allowed commands |\n|---|---|\n");
        foreach (var status in Table.Keys)
        {
            text.Append("| ")
                .Append(Name(status))
                .Append(" | ")
                .AppendJoin(", ", Allowed(status).Select(command => Name(command)))
                .Append(" |\n");
        }

        return text.ToString();
    }

    private static Dictionary<CaseCommand, CaseStatus[]> Row(
        CaseStatus status,
        CaseCommand[] staying,
        params (CaseCommand Command, CaseStatus[] Targets)[] leading
    ) => staying.Select(command => (command, new[] { status })).Concat(leading).ToDictionary(entry => entry.Item1, entry => entry.Item2);
}
