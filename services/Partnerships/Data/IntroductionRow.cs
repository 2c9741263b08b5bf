using System.ComponentModel.DataAnnotations.Schema;
using Platform.Messaging;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Matching;

namespace Platform.Partnerships.Data;

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
