namespace Platform.Sandbox.Domain;

/// <summary>What an applicant seeks.</summary>
internal enum Relief
{
    Interpretation,
    AdministrativeRule,
    Regulation,
    Statute,
    Trial,
}

/// <summary>Who raised a request: the applicant itself, the NDC that collected it, or an authority.</summary>
internal enum Origin
{
    Applicant,
    Ndc,
    Authority,
}

internal enum CaseStatus
{
    Received,
    AwaitingApplicant,
    QuestionDrafted,
    AwaitingConfirmation,
    Consulting,
    MeetingCalled,
    Deciding,
    Decided,
    InTrial,
    FollowingUp,
    Closed,
    Declined,
    Referred,
    Withdrawn,
}

internal enum CaseCommand
{
    Assign,
    Note,
    Screen,
    Supplement,
    Question,
    ConfirmQuestion,
    AmendQuestion,
    AskOpinions,
    GiveOpinion,
    Pause,
    Resume,
    CallMeeting,
    CancelMeeting,
    RecordMinutes,
    Decide,
    Publish,
    Extend,
    AddFollowUp,
    UpdateFollowUp,
    ReportTrial,
    SuspendTrial,
    ResumeTrial,
    ExtendTrial,
    EndTrial,
    Acknowledge,
    Close,
    Withdraw,
}

internal enum ScreeningDecision
{
    Accept,
    NeedMore,
    ReferOut,
    Decline,
}

internal enum Position
{
    Agree,
    Object,
    Conditional,
    NoObjection,
}

internal enum Outcome
{
    NoRestriction,
    Interpretation,
    AdministrativeRule,
    Regulation,
    Statute,
    Trial,
    Declined,
    Referred,
}

internal enum MeetingReason
{
    LateOpinion,
    Disagreement,
}

internal enum FollowUpStatus
{
    Open,
    Done,
    Dropped,
}

internal enum TrialStatus
{
    Running,
    Suspended,
    Ended,
}

internal enum DeadlineKind
{
    Acknowledge,
    Screen,
    Question,
    Opinion,
    Decision,
    TrialReport,
    FollowUp,
}

internal enum DeadlineState
{
    Running,
    Paused,
    Met,
    Missed,
    Lapsed,
}

internal enum PeriodUnit
{
    BusinessDays,
    Days,
    Months,
    Date,
}
