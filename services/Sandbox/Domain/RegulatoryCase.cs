using System.Text.Json.Serialization;

namespace Platform.Sandbox.Domain;

/// <summary>A request for regulatory adjustment from receipt to its end. Immutable: a command gives the next one.</summary>
internal sealed record RegulatoryCase
{
    public required Guid Id { get; init; }

    public required string CaseNo { get; init; }

    /// <summary>Whose request it is; for one that the NDC raised, the NDC's own party.</summary>
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

    /// <summary>Why a coordination meeting is due, until one is called.</summary>
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

    /// <summary>The day that the watcher of deadlines waits for.</summary>
    [JsonIgnore]
    public DateOnly? WatchOn => Deadlines.Min(d => d.WatchOn);

    /// <summary>
    /// By when the next thing is owed, or the first was that still is. After the decision, what was owed before it no longer is.
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

/// <summary>What was asked for, as filed.</summary>
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

    /// <summary>For whom the NDC or an authority raises what it collected.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The published precedent that is cited as identical: the fast lane.</summary>
    public string? IdenticalTo { get; init; }
}

internal sealed record Provision(string Law, string Article, string Authority);

internal sealed record TrialScale(int Participants, int Months, string Place);

/// <summary>A document held by the service, or the name and hash of a file that the sender keeps.</summary>
internal sealed record Evidence(Guid? DocumentId, string? Name, string? Sha256);

internal sealed record InternalNote(DateTimeOffset At, string By, string Text);

internal sealed record Screening(ScreeningDecision Decision, string Reason, string? ReferredTo, DateOnly On, string By);

internal sealed record SupplementText(DateTimeOffset At, string Text, IReadOnlyList<Evidence> Evidence);

/// <summary>The question in the NDC's words, and the applicant's wish for other words when there is one.</summary>
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

    /// <summary>The authority that succeeded before the opinion was given, and owes it in its place.</summary>
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

    /// <summary>The agenda was drafted from the opinions: like them, the applicant sees it once the case is decided.</summary>
    public bool AgendaDrafted { get; init; }

    public required IReadOnlyList<string> Attendees { get; init; }

    public IReadOnlyList<MeetingReason> Because { get; init; } = [];

    public required DateTimeOffset CalledAt { get; init; }

    public string? Minutes { get; init; }

    public DateOnly? MinutesOn { get; init; }

    /// <summary>Who came, as the minutes say; whoever was invited may have sent somebody else.</summary>
    public IReadOnlyList<string> Attended { get; init; } = [];

    public DateTimeOffset? CancelledAt { get; init; }

    public string? CancelledBecause { get; init; }

    /// <summary>It is still to be held, or its minutes are.</summary>
    [JsonIgnore]
    public bool IsOpen => Minutes is null && CancelledAt is null;
}

/// <summary>The NDC's answer: the full text for those entitled, and the open layer drafted apart from it.</summary>
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

    /// <summary>The authorities that owned it before their successors did.</summary>
    public IReadOnlyList<string> FormerOwners { get; init; } = [];

    public required DateOnly DueOn { get; init; }

    public FollowUpStatus Status { get; init; }

    public string? Report { get; init; }

    /// <summary>The meeting whose resolution it is.</summary>
    public Guid? MeetingId { get; init; }
}

/// <summary>A local government has taken note of the central letter.</summary>
internal sealed record Acknowledgement(string Authority, DateOnly On, string By);
