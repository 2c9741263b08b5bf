using System.ComponentModel.DataAnnotations.Schema;
using Platform.Contracts;
using Platform.Messaging;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;
using Platform.Partnerships.Domain.Programmes;
using Platform.Partnerships.Domain.Sessions;
using Platform.ServiceDefaults.Calendar;

namespace Platform.Partnerships.Data;

internal sealed class Profile : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    /// <summary>Who made it; an organisation's profile follows the organisation to a new owner.</summary>
    public required string Party { get; set; }

    /// <summary>The registered organisation whose profile it is: a unique index allows one each.</summary>
    public Guid? OrganisationId { get; init; }

    public required ProfileContent Content { get; set; }

    /// <summary>In a column of its own, so that nothing that reads the content can show it.</summary>
    public required ContactDetails Contact { get; set; }

    public VettingState VettingState { get; set; }

    public string? VettingReason { get; set; }

    public DateOnly? VettedUntil { get; set; }

    /// <summary>The days on which the profile is listed, matched and introduced: vetted, and its organisation registered.</summary>
    public DateOnly? ActiveFrom { get; set; }

    public DateOnly? ActiveUntil { get; set; }

    public ProfileKind Kind { get; set; }

    public string Economy { get; set; } = "";

    /// <summary>See <see cref="ProfileContent.MaskOf"/>.</summary>
    public int SdgMask { get; set; }

    /// <summary>What lists filter by, as <c>|offer:distribution|language:vi|</c>.</summary>
    public string Terms { get; set; } = "";

    /// <summary>The end of the vetting of which its owner has been reminded.</summary>
    public DateOnly? RemindedOf { get; set; }

    /// <summary>Counts the changes of everything listed: the profiles above a number are those changed since. Set when saved.</summary>
    public long ListingVersion { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Vetting Vetting => new(VettingState, VettingReason, VettedUntil);

    public bool IsActive(DateOnly on) => ActiveFrom <= on && on <= ActiveUntil;

    public MatchSubject Subject(DateOnly on) => MatchSubject.Of(Id, Content, IsActive(on), on);

    public void ApplyContent(ProfileContent content)
    {
        Content = content;
        Kind = content.Kind;
        Economy = content.Economy;
        SdgMask = ProfileContent.MaskOf(content.Sdgs);
        Terms = ProfileTerms.Of(content);
    }

    public void ApplyVetting(Vetting vetting, TrackedOrganisation? organisation, DateOnly today)
    {
        (VettingState, VettingReason, VettedUntil) = (vetting.State, vetting.Reason, vetting.Until);
        var period = ActivePeriod.Of(vetting, organisation?.RegisteredPeriods, today);
        (ActiveFrom, ActiveUntil) = (period?.From, period?.Until);
    }
}

/// <summary>The newest snapshot of a registered organisation, as far as partnerships need it.</summary>
internal sealed class TrackedOrganisation
{
    public required Guid Id { get; init; }

    /// <summary>The registry's version of the organisation: an older snapshot that arrives later is ignored.</summary>
    public long SnapshotVersion { get; set; }

    public string? OwnerParty { get; set; }

    public Bilingual Name { get; set; } = new();

    public IReadOnlyList<int> Sdgs { get; set; } = [];

    public Stage? Stage { get; set; }

    public IReadOnlyList<DayPeriod> RegisteredPeriods { get; set; } = [];

    public bool IsRegistered(DateOnly on) => RegisteredPeriods.Any(period => period.Includes(on));
}

/// <summary>An introduction; its decisions are <see cref="Domain.Introductions.Introduction"/>.</summary>
internal sealed class IntroductionRow : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required Guid FromProfileId { get; init; }

    public required Guid ToProfileId { get; init; }

    public required string Message { get; init; }

    /// <summary>Code of the programme that it belongs to.</summary>
    public string? Programme { get; init; }

    public IntroductionState State { get; set; }

    public required DateOnly RequestedOn { get; init; }

    public required int AnswerDays { get; init; }

    public DateOnly ExpiresOn { get; set; }

    public DateOnly RemindOn { get; set; }

    public bool Reminded { get; set; }

    public DateOnly? AnsweredOn { get; set; }

    public string? Reason { get; set; }

    public IReadOnlyList<Outcome> Outcomes { get; set; } = [];

    public IReadOnlyList<Commitment> Commitments { get; set; } = [];

    [Column("HeardOn")]
    public DateOnly? LastContactOn { get; set; }

    public FollowUpLight? Light { get; set; }

    /// <summary>When its watcher has something to do: the reminder, the expiry, the next light.</summary>
    public DateOnly? NextOn { get; set; }

    /// <summary>
    /// Both ids while requested, once accepted, and after a "no thanks": a unique index keeps a second one, in either direction, out.
    /// </summary>
    public string? LivePair { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Introduction Current =>
        new()
        {
            From = FromProfileId,
            To = ToProfileId,
            State = State,
            RequestedOn = RequestedOn,
            AnswerDays = AnswerDays,
            ExpiresOn = ExpiresOn,
            RemindOn = RemindOn,
            Reminded = Reminded,
            AnsweredOn = AnsweredOn,
            Reason = Reason,
            Outcomes = Outcomes,
            Commitments = Commitments,
            LastContactOn = LastContactOn,
            Light = Light,
        };

    public void Apply(Introduction introduction, SilenceRules silence)
    {
        (State, AnsweredOn, Reason, Outcomes) = (introduction.State, introduction.AnsweredOn, introduction.Reason, introduction.Outcomes);
        (ExpiresOn, RemindOn, Reminded) = (introduction.ExpiresOn, introduction.RemindOn, introduction.Reminded);
        (Commitments, LastContactOn, Light) = (introduction.Commitments, introduction.LastContactOn, introduction.Light);
        NextOn = introduction.NextOn(silence);
        LivePair = State is IntroductionState.Requested or IntroductionState.Accepted or IntroductionState.Declined
            ? PairOf(FromProfileId, ToProfileId)
            : null;
    }

    public static string PairOf(Guid one, Guid other)
    {
        var (lower, higher) = DeclinedPairs.Ordered(one, other);
        return $"{lower:N}{higher:N}";
    }
}

/// <summary>A stage that an introduction has reached, for the totals; written with the outcome that says so.</summary>
internal sealed class Milestone
{
    public required Guid IntroductionId { get; init; }

    public required OutcomeStage Stage { get; init; }

    public required DateOnly On { get; init; }
}

/// <summary>A document of this service that an introduction cites as evidence.</summary>
internal sealed class CitedDocument
{
    public required Guid DocumentId { get; init; }

    public required Guid IntroductionId { get; init; }
}

/// <summary>A year of the office calendar as the sandbox keeps it; a year that nobody has replaced is the built-in one.</summary>
internal sealed class OfficeYear : ReplacedYear
{
    /// <summary>The sandbox's version of the year: an older one that arrives later is ignored.</summary>
    public required long SnapshotVersion { get; set; }
}

/// <summary>A term of the vocabulary that a manager has added or edited; the others are those that come with the service.</summary>
internal sealed class EditedTerm : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required TermKind Kind { get; init; }

    public required string Code { get; init; }

    public required Term Term { get; set; }
}

/// <summary>A programme that a manager has added or edited; the others are those that come with the service.</summary>
internal sealed class EditedProgramme : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string Code { get; init; }

    public required Programme Programme { get; set; }
}

internal sealed class Session : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required Bilingual Name { get; init; }

    public string? Programme { get; init; }

    public required SessionFrame Frame { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class Participant
{
    public required Guid SessionId { get; init; }

    public required Guid ProfileId { get; init; }

    public required IReadOnlyList<int> AvailableSlots { get; set; }
}

internal enum ScheduleStatus
{
    Queued,
    Running,
    Completed,
    Cancelled,
    Failed,
}

/// <summary>The latest schedule of a session; has the session's id.</summary>
internal sealed class Schedule : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required ScheduleStatus Status { get; set; }

    /// <summary>Thousandths.</summary>
    public int Progress { get; set; }

    public long Total { get; set; }

    public long UpperBound { get; set; }

    public IReadOnlyList<PlannedMeeting> Meetings { get; set; } = [];

    /// <summary>Pairs that could have met and found no place, best first, up to <see cref="MaxUnplaced"/>.</summary>
    public IReadOnlyList<UnplacedPair> Unplaced { get; set; } = [];

    public int UnplacedCount { get; set; }

    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>The planning that was asked for last: what an earlier one finds is not kept.</summary>
    public Guid Run { get; set; }

    public bool IsPlanning => Status is ScheduleStatus.Queued or ScheduleStatus.Running;

    public const int MaxUnplaced = 200;

    /// <summary>Without the meetings that can no longer be. Nothing is put in their place until it is planned again.</summary>
    public void Drop(Func<PlannedMeeting, bool> impossible)
    {
        Meetings = [.. Meetings.Where(meeting => !impossible(meeting))];
        Total = Meetings.Sum(meeting => (long)meeting.Score);
    }
}

/// <summary>Slots are counted from 0, tables from 1. A confirmed meeting stays as it is when the session is planned again.</summary>
internal sealed record PlannedMeeting(Guid Id, int Slot, int Table, Guid One, Guid Other, int Score, bool Confirmed)
{
    public bool Has(Guid profile) => One == profile || Other == profile;
}

internal sealed record UnplacedPair(Guid One, Guid Other, int Score);
