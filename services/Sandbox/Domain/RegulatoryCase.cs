using System.Text.Json.Serialization;

namespace Platform.Sandbox.Domain;

/// <summary>A request for regulatory adjustment from receipt to its end. It is immutable: a command returns the next state.</summary>
internal sealed record RegulatoryCase
{
    public required Guid Id { get; init; }

    public required string CaseNo { get; init; }

    /// <summary>The party that the request belongs to; the NDC's own party for a request that the NDC raised.</summary>
    public required string Party { get; init; }

    public required Origin Origin { get; init; }

    public required CaseStatus Status { get; init; }

    public required Filing Filing { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateOnly ReceivedOn { get; init; }

    public string? Assignee { get; init; }

    public IReadOnlyList<InternalNote> Notes { get; init; } = [];

    public Screening? Screening { get; init; }

    public IReadOnlyList<SupplementText> Supplements { get; init; } = [];

    public QuestionText? Question { get; init; }

    public IReadOnlyList<Opinion> Opinions { get; init; } = [];

    /// <summary>Why a coordination meeting is due; none once one is called.</summary>
    public MeetingDue? MeetingDue { get; init; }

    public IReadOnlyList<Meeting> Meetings { get; init; } = [];

    public Ruling? Ruling { get; init; }

    public Trial? Trial { get; init; }

    public IReadOnlyList<FollowUp> FollowUps { get; init; } = [];

    public IReadOnlyList<Acknowledgement> Acknowledgements { get; init; } = [];

    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    public DateOnly? EndedOn { get; init; }

    [JsonIgnore]
    public bool IsConfidential => Filing.Confidential;

    [JsonIgnore]
    public bool IsPrecedent => Ruling?.PublishedOn is not null && !IsConfidential;

    /// <summary>The next day on which the watcher of deadlines has work to do.</summary>
    [JsonIgnore]
    public DateOnly? WatchOn => Deadlines.Min(d => d.WatchOn);

    /// <summary>
    /// The earliest due date of what is owed now, past or future; none when nothing is owed. Once the case is decided, missed deadlines
    /// before the decision are no longer owed.
    /// </summary>
    [JsonIgnore]
    public DateOnly? OwedBy =>
        !CaseMachine.IsOpen(Status)
            ? null
            : Deadlines
                .Where(d =>
                    d.State == DeadlineState.Running
                    || (
                        d is { State: DeadlineState.Missed, EndedOn: null }
                        && (Ruling is null || d.Kind is DeadlineKind.TrialReport or DeadlineKind.FollowUp)
                    )
                )
                .Min(d => (DateOnly?)d.DueOn);

    [JsonIgnore]
    public Opinion? Lead => Opinions.FirstOrDefault(opinion => opinion is { Lead: true, HandedOverTo: null });

    [JsonIgnore]
    public bool HasOpenMeeting => Meetings.Any(meeting => meeting.IsOpen);
}

/// <summary>The content of a request, as filed.</summary>
internal sealed record Filing
{
    public required string Title { get; init; }

    public required string BusinessModel { get; init; }

    public required IReadOnlyList<Provision> Provisions { get; init; }

    public required string Obstacle { get; init; }

    public required string Question { get; init; }

    public required Relief Relief { get; init; }

    public required string PublicBenefit { get; init; }

    public string? Risks { get; init; }

    public TrialScale? Trial { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    public bool Confidential { get; init; }

    /// <summary>The person or organisation on whose behalf the NDC or an authority raises the request.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The published precedent that the request cites as identical, which puts it on the fast lane.</summary>
    public string? IdenticalTo { get; init; }
}

internal sealed record Provision(string Law, string Article, string Authority);

internal sealed record TrialScale(int Participants, int Months, string Place);

/// <summary>A document held by the service, or the name and hash of a file that the sender keeps.</summary>
internal sealed record Evidence(Guid? DocumentId, string? Name, string? Sha256);

internal sealed record InternalNote(DateTimeOffset At, string By, string Text);

internal sealed record Screening(ScreeningDecision Decision, string Reason, string? ReferredTo, DateOnly On, string By);

internal sealed record SupplementText(DateTimeOffset At, string Text, IReadOnlyList<Evidence> Evidence);

/// <summary>The question as the NDC drafted it, and the change that the applicant requested, if any.</summary>
internal sealed record QuestionText(string Text, DateOnly SentOn, DateOnly? ConfirmedOn = null, string? Amendment = null);

internal sealed record Opinion
{
    public required string Authority { get; init; }

    public required bool Lead { get; init; }

    public required DateOnly RequestedOn { get; init; }

    public required Guid DeadlineId { get; init; }

    public Position? Position { get; init; }

    public string? Text { get; init; }

    public string? Instrument { get; init; }

    public DateOnly? GivenOn { get; init; }

    public bool Late { get; init; }

    /// <summary>The successor that owes the opinion instead, when the authority ended before it gave one.</summary>
    public string? HandedOverTo { get; init; }

    [JsonIgnore]
    public bool IsOpen => Position is null && HandedOverTo is null;
}

internal sealed record MeetingDue(DateOnly Since, IReadOnlyList<MeetingReason> Because);

internal sealed record Meeting
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<string> Agenda { get; init; }

    /// <summary>
    /// True when the agenda was drafted from the opinions. The applicant then sees it, like the opinions, once the case is decided.
    /// </summary>
    public bool AgendaDrafted { get; init; }

    public required IReadOnlyList<string> Attendees { get; init; }

    public IReadOnlyList<MeetingReason> Because { get; init; } = [];

    public required DateTimeOffset CalledAt { get; init; }

    public string? Minutes { get; init; }

    public DateOnly? MinutesOn { get; init; }

    /// <summary>Who attended, according to the minutes; an invited authority may have sent a substitute.</summary>
    public IReadOnlyList<string> Attended { get; init; } = [];

    public DateTimeOffset? CancelledAt { get; init; }

    public string? CancelledBecause { get; init; }

    /// <summary>Whether the meeting is still to be held, or its minutes are still to be recorded.</summary>
    [JsonIgnore]
    public bool IsOpen => Minutes is null && CancelledAt is null;
}

/// <summary>The NDC's decision: the full text for those who may read it, and the separate text of the open layer.</summary>
internal sealed record Ruling
{
    public required Outcome Outcome { get; init; }

    public required string Text { get; init; }

    public string? Reference { get; init; }

    public PublicLayer? Public { get; init; }

    public required DateOnly DecidedOn { get; init; }

    public required string By { get; init; }

    public required bool AnsweredTooLate { get; init; }

    [JsonPropertyName("businessDaysTaken")]
    public required int BusinessDaysUntilDecision { get; init; }

    public DateOnly? PublishedOn { get; init; }
}

internal sealed record PublicLayer(string Summary, string Answer);

internal sealed record FollowUp
{
    public required Guid Id { get; init; }

    public required string Text { get; init; }

    public required string Owner { get; init; }

    /// <summary>The authorities that owned it before it was handed over.</summary>
    public IReadOnlyList<string> FormerOwners { get; init; } = [];

    public required DateOnly DueOn { get; init; }

    public FollowUpStatus Status { get; init; }

    public string? Report { get; init; }

    /// <summary>The meeting that resolved it.</summary>
    public Guid? MeetingId { get; init; }
}

/// <summary>The record that a local government has acknowledged the central answer.</summary>
internal sealed record Acknowledgement(string Authority, DateOnly On, string By);
