using System.ComponentModel.DataAnnotations.Schema;
using Platform.Messaging;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Matching;

namespace Platform.Partnerships.Data;

/// <summary>The row of an introduction. <see cref="Domain.Introductions.Introduction"/> makes the decisions.</summary>
internal sealed class IntroductionRow : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required Guid FromProfileId { get; init; }

    public required Guid ToProfileId { get; init; }

    public required string Message { get; init; }

    /// <summary>The code of the programme that the introduction belongs to.</summary>
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

    /// <summary>The next day on which the watcher has work: the reminder, the expiry or the next light.</summary>
    public DateOnly? NextOn { get; set; }

    /// <summary>
    /// Both ids while the introduction is requested, accepted or declined, otherwise null. A unique index prevents a second one in either
    /// direction.
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
