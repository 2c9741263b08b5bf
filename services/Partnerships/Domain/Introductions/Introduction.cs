using Platform.Partnerships.Domain.Matching;
using Platform.ServiceDefaults.Errors;

namespace Platform.Partnerships.Domain.Introductions;

internal enum IntroductionState
{
    Requested,
    Accepted,
    Declined,
    Expired,
    Withdrawn,
}

/// <summary>
/// One profile asks to meet another. Opted into twice: by asking, and by accepting before the last day. Every change is a pure function.
/// </summary>
internal sealed record Introduction
{
    public required Guid From { get; init; }

    public required Guid To { get; init; }

    public required IntroductionState State { get; init; }

    /// <summary>Taipei day.</summary>
    public required DateOnly RequestedOn { get; init; }

    /// <summary>The last Taipei day on which it can be answered.</summary>
    public required DateOnly ExpiresOn { get; init; }

    /// <summary>Business days from the request to the last day; the calendar of those days may still change.</summary>
    public required int AnswerDays { get; init; }

    /// <summary>The Taipei day on which the side that was asked is reminded.</summary>
    public required DateOnly RemindOn { get; init; }

    public bool Reminded { get; init; }

    public DateOnly? AnsweredOn { get; init; }

    /// <summary>Why it was declined.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    public IReadOnlyList<Commitment> Commitments { get; init; } = [];

    /// <summary>
    /// The Taipei day on which the two were heard of last: agreed, recorded an outcome, made a commitment or reported on one.
    /// </summary>
    public DateOnly? LastContactOn { get; init; }

    /// <summary>What was last said of its silence; null while there is nothing to follow.</summary>
    public FollowUpLight? Light { get; init; }

    public static Result<Introduction> Request(IntroductionRequest request)
    {
        var (from, to) = (request.From, request.To);
        if (from.Id == to.Id)
        {
            return PartnershipsErrors.SelfIntroduction;
        }

        if (!from.Active || !to.Active)
        {
            return PartnershipsErrors.NotVetted(from.Active ? "$.to" : "$.from");
        }

        return Matcher.BarrierBetween(from, to, request.Declined) switch
        {
            MatchBarrier.Vetoed => PartnershipsErrors.Vetoed,
            MatchBarrier.OutsideMarkets => PartnershipsErrors.OutsideMarkets,
            MatchBarrier.DeclinedBefore => PartnershipsErrors.DeclinedBefore,
            _ when request.OpenOrAgreedBetween => PartnershipsErrors.AlreadyIntroduced,
            _ when request.OpenByFrom >= request.OpenLimit => PartnershipsErrors.TooManyOpen(request.OpenLimit),
            _ when request.ExposureOfTo >= request.ExposureCap => PartnershipsErrors.TargetBusy,
            _ => new Introduction
            {
                From = from.Id,
                To = to.Id,
                State = IntroductionState.Requested,
                RequestedOn = request.On,
                AnswerDays = request.Term.AnswerDays,
                ExpiresOn = request.Term.LastDay(request.On),
                RemindOn = request.Term.RemindOn(request.On),
            },
        };
    }

    public Result<Introduction> Accept(IntroductionSide by, DateOnly today) =>
        Answer(by, today) is { } refusal
            ? refusal
            : this with
            {
                State = IntroductionState.Accepted,
                AnsweredOn = today,
                LastContactOn = today,
                Light = FollowUpLight.Green,
            };

    /// <summary>"No thanks", always with a reason; the pair is not proposed again.</summary>
    public Result<Introduction> Decline(IntroductionSide by, string? reason, DateOnly today) =>
        Answer(by, today) is { } refusal ? refusal
        : string.IsNullOrWhiteSpace(reason) ? PartnershipsErrors.ReasonRequired
        : this with { State = IntroductionState.Declined, AnsweredOn = today, Reason = reason.Trim() };

    public Result<Introduction> Withdraw(IntroductionSide by, DateOnly today) =>
        by != IntroductionSide.From ? PartnershipsErrors.OnlySenderWithdraws
        : NotOpen(today) is { } refusal ? refusal
        : this with { State = IntroductionState.Withdrawn, AnsweredOn = today };

    /// <summary>Null while it can still be answered, and once it has been.</summary>
    public Introduction? Expire(DateOnly today) =>
        State == IntroductionState.Requested && today > ExpiresOn ? this with { State = IntroductionState.Expired } : null;

    /// <summary>Null unless the side that was asked has yet to be reminded, on this day, of what can still be answered.</summary>
    public Introduction? Remind(DateOnly today) =>
        State == IntroductionState.Requested && !Reminded && RemindOn <= today && today <= ExpiresOn
            ? this with
            {
                Reminded = true,
            }
            : null;

    /// <summary>
    /// The days by a calendar that has changed; an introduction that was answered, or has expired, keeps its own. Null when nothing moves.
    /// </summary>
    public Introduction? Redate(AnswerTerm term)
    {
        if (State != IntroductionState.Requested)
        {
            return null;
        }

        var moved = this with { ExpiresOn = term.LastDay(RequestedOn), RemindOn = term.RemindOn(RequestedOn) };
        return moved == this ? null : moved;
    }

    /// <summary>Contact details are for the two sides, and only once both have agreed. This is the one rule that says so.</summary>
    public bool RevealsContacts => State == IntroductionState.Accepted;

    public Result<Introduction> Record(Outcome outcome, DateOnly today)
    {
        if (State != IntroductionState.Accepted)
        {
            return InvalidState(today);
        }

        var latest = Outcomes.Count > 0 ? Outcomes[^1] : null;
        var allowed = OutcomeStages.After(latest?.Stage);
        if (!allowed.Contains(outcome.Stage))
        {
            return PartnershipsErrors.OutcomeOrder(
                latest is null ? null : OutcomeStages.NameOf(latest.Stage),
                [.. allowed.Select(OutcomeStages.NameOf)]
            );
        }

        return outcome.On > today || outcome.On < (latest?.On ?? AnsweredOn)
            ? PartnershipsErrors.OutcomeDate
            : (this with { Outcomes = [.. Outcomes, outcome] }).WithContact(today);
    }

    /// <summary>A promise with a date, which the other side and the managers then see kept or not.</summary>
    public Result<Introduction> Commit(Commitment commitment, DateOnly today) =>
        Light is null ? InvalidState(today)
        : commitment.DueOn < today ? PartnershipsErrors.CommitmentDate
        : (this with { Commitments = [.. Commitments, commitment] }).WithContact(today);

    /// <summary>Says how a commitment goes, or that it is kept.</summary>
    public Result<Introduction> Report(Guid commitment, CommitmentReport report, DateOnly today) =>
        Light is null ? InvalidState(today)
        : Commitments.FirstOrDefault(existing => existing.Id == commitment) is { IsFulfilled: true }
            ? PartnershipsErrors.CommitmentFulfilled
        : report.On > today ? PartnershipsErrors.ReportDate
        : (
            this with
            {
                Commitments =
                [
                    .. Commitments.Select(existing =>
                        existing.Id == commitment ? existing with { Reports = [.. existing.Reports, report] } : existing
                    ),
                ],
            }
        ).WithContact(today);

    /// <summary>With the light that its silence has today; null when that has been said.</summary>
    public Introduction? RecalculateLight(SilenceRules silence, DateOnly today) =>
        Light is { } current && silence.LightOn(LastContactOn!.Value, today) is var light && light != current
            ? this with
            {
                Light = light,
            }
            : null;

    /// <summary>
    /// The first day on which time alone changes something: a reminder, the expiry, the next light. Null when it does not any more.
    /// </summary>
    public DateOnly? NextOn(SilenceRules silence) =>
        (State, Light) switch
        {
            (IntroductionState.Requested, _) => Reminded || RemindOn > ExpiresOn ? ExpiresOn.AddDays(1) : RemindOn,
            (_, FollowUpLight.Green) => silence.YellowFrom(LastContactOn!.Value),
            (_, FollowUpLight.Yellow) => silence.RedFrom(LastContactOn!.Value),
            _ => null,
        };

    private Introduction WithContact(DateOnly today) =>
        this with
        {
            LastContactOn = today,
            Light = Outcomes.Count > 0 && OutcomeStages.After(Outcomes[^1].Stage).Count == 0 ? null : FollowUpLight.Green,
        };

    /// <summary>What a side may do next.</summary>
    public IReadOnlyList<string> AllowedNext(DateOnly today) =>
        State switch
        {
            IntroductionState.Requested when today <= ExpiresOn => ["accept", "decline", "withdraw"],
            IntroductionState.Accepted when OutcomeStages.After(Outcomes.Count > 0 ? Outcomes[^1].Stage : null).Count > 0 =>
            [
                "outcomes",
                "commitments",
            ],
            _ => [],
        };

    private DomainError? Answer(IntroductionSide by, DateOnly today) =>
        by != IntroductionSide.To ? PartnershipsErrors.OnlyRecipientAnswers : NotOpen(today);

    private DomainError? NotOpen(DateOnly today) =>
        State == IntroductionState.Expired || (State == IntroductionState.Requested && today > ExpiresOn)
            ? PartnershipsErrors.IntroductionExpired
        : State == IntroductionState.Requested ? null
        : InvalidState(today);

    private DomainError InvalidState(DateOnly today) =>
        PartnershipsErrors.IntroductionState(char.ToLowerInvariant(State.ToString()[0]) + State.ToString()[1..], AllowedNext(today));
}

/// <summary>All that decides whether an introduction may be asked for.</summary>
internal sealed record IntroductionRequest
{
    public required MatchSubject From { get; init; }

    public required MatchSubject To { get; init; }

    public required DeclinedPairs Declined { get; init; }

    /// <summary>Whether an introduction between the two, in either direction, is open or was accepted.</summary>
    public required bool OpenOrAgreedBetween { get; init; }

    public required int OpenByFrom { get; init; }

    public required int OpenLimit { get; init; }

    public required int ExposureOfTo { get; init; }

    public required int ExposureCap { get; init; }

    public required DateOnly On { get; init; }

    public required AnswerTerm Term { get; init; }
}

internal enum IntroductionSide
{
    From,
    To,
}
