global using Change = Platform.Domain.Change<Platform.Sandbox.Domain.RegulatoryCase, Platform.Sandbox.Domain.Fact>;

namespace Platform.Sandbox.Domain;

/// <summary>Something that happened to a case: a line of its timeline and, for most kinds, an event.</summary>
internal sealed record Fact(FactKind Kind)
{
    /// <summary>The authority concerned, by code.</summary>
    public string? Authority { get; init; }

    /// <summary>The deadline, meeting or follow-up concerned.</summary>
    public Guid? About { get; init; }

    /// <summary>A reason, a text, or a choice that belongs on the record.</summary>
    public string? Detail { get; init; }

    /// <summary>The number of business days of an extension.</summary>
    public int? BusinessDays { get; init; }

    public HandOver? HandOver { get; init; }

    public FactView View { get; init; } = FactView.Applicant;
}

/// <summary>What went from an authority to its successor: an opinion that is still to give, and things to follow up.</summary>
internal sealed record HandOver(string From, string To, Guid? OpinionDeadlineId, int FollowUps);

internal enum FactKind
{
    Received,
    Assigned,
    Noted,
    Screened,
    Supplemented,
    QuestionSent,
    QuestionConfirmed,
    QuestionAmended,
    OpinionRequested,
    OpinionGiven,
    OpinionPaused,
    OpinionResumed,
    MeetingDue,
    MeetingCalled,
    MeetingCancelled,
    MinutesRecorded,
    Decided,
    Published,
    DeadlineExtended,
    DeadlineApproaching,
    DeadlineMissed,
    DeadlinesRedated,
    FollowUpAdded,
    FollowUpUpdated,
    TrialStarted,
    TrialReported,
    TrialSuspended,
    TrialResumed,
    TrialExtended,
    TrialEnded,
    Acknowledged,
    HandedOver,
    Withdrawn,
    Closed,
}

/// <summary>
/// Who reads a line of the timeline besides the NDC: nobody; the authority concerned; or the applicant and every authority consulted.
/// </summary>
internal enum FactView
{
    Ndc,
    Authority,
    Applicant,
}
