using Platform.Contracts;
using Platform.Messaging;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;
using Platform.Partnerships.Domain.Sessions;

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

    /// <summary>Bit n − 1 is set for Sustainable Development Goal n.</summary>
    public int SdgMask { get; set; }

    /// <summary>What lists filter by, as <c>|offer:distribution|language:vi|</c>.</summary>
    public string Terms { get; set; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public Vetting Vetting => new(VettingState, VettingReason, VettedUntil);

    public bool IsActive(DateOnly on) => ActiveFrom <= on && on <= ActiveUntil;

    public MatchSubject Subject(DateOnly on) => MatchSubject.Of(Id, Content, IsActive(on), on);

    public void Say(ProfileContent content)
    {
        Content = content;
        Kind = content.Kind;
        Economy = content.Economy;
        SdgMask = content.Sdgs.Aggregate(0, (mask, sdg) => mask | BitOf(sdg));
        Terms = ProfileTerms.Of(content);
    }

    public void Judge(Vetting vetting, KnownOrganisation? organisation, DateOnly today)
    {
        (VettingState, VettingReason, VettedUntil) = (vetting.State, vetting.Reason, vetting.Until);
        var period = ActivePeriod.Of(vetting, organisation?.RegisteredPeriods, today);
        (ActiveFrom, ActiveUntil) = (period?.From, period?.Until);
    }

    public static int BitOf(int sdg) => 1 << (sdg - 1);
}

/// <summary>The newest snapshot of a registered organisation, as far as partnerships need it.</summary>
internal sealed class KnownOrganisation
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

    public required IntroductionState State { get; set; }

    public required DateOnly RequestedOn { get; init; }

    public required DateOnly ExpiresOn { get; init; }

    public DateOnly? AnsweredOn { get; set; }

    public string? Reason { get; set; }

    public IReadOnlyList<Outcome> Outcomes { get; set; } = [];

    /// <summary>Both ids while requested or accepted: a unique index keeps a second one, in either direction, out.</summary>
    public string? LivePair { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Introduction Current => new()
    {
        From = FromProfileId,
        To = ToProfileId,
        State = State,
        RequestedOn = RequestedOn,
        ExpiresOn = ExpiresOn,
        AnsweredOn = AnsweredOn,
        Reason = Reason,
        Outcomes = Outcomes,
    };

    public void Become(Introduction introduction)
    {
        (State, AnsweredOn, Reason, Outcomes) = (introduction.State, introduction.AnsweredOn, introduction.Reason, introduction.Outcomes);
        LivePair = State is IntroductionState.Requested or IntroductionState.Accepted ? PairOf(FromProfileId, ToProfileId) : null;
    }

    public static string PairOf(Guid one, Guid other)
    {
        var (lower, higher) = DeclinedPairs.Ordered(one, other);
        return $"{lower:N}{higher:N}";
    }
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

    public required IReadOnlyList<int> AvailableSlots { get; init; }
}

internal enum ScheduleStatus
{
    Queued,
    Running,
    Completed,
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

    /// <summary>Pairs that could have met and found no place, best first, up to <see cref="MostUnplaced"/>.</summary>
    public IReadOnlyList<UnplacedPair> Unplaced { get; set; } = [];

    public int UnplacedCount { get; set; }

    public required DateTimeOffset RequestedAt { get; set; }

    public const int MostUnplaced = 200;
}

/// <summary>Slots are counted from 0, tables from 1.</summary>
internal sealed record PlannedMeeting(int Slot, int Table, Guid One, Guid Other, int Score);

internal sealed record UnplacedPair(Guid One, Guid Other, int Score);
