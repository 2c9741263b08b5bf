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

    public DateOnly? AnsweredOn { get; init; }

    /// <summary>Why it was declined.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    public static Decision<Introduction> Request(IntroductionRequest request)
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
                ExpiresOn = request.ExpiresOn,
            },
        };
    }

    public Decision<Introduction> Accept(IntroductionSide by, DateOnly today) =>
        Answer(by, today) is { } refusal ? refusal : this with { State = IntroductionState.Accepted, AnsweredOn = today };

    /// <summary>"No thanks", always with a reason; the pair is not proposed again.</summary>
    public Decision<Introduction> Decline(IntroductionSide by, string? reason, DateOnly today) =>
        Answer(by, today) is { } refusal ? refusal
        : string.IsNullOrWhiteSpace(reason) ? PartnershipsErrors.ReasonRequired
        : this with { State = IntroductionState.Declined, AnsweredOn = today, Reason = reason.Trim() };

    public Decision<Introduction> Withdraw(IntroductionSide by, DateOnly today) =>
        by != IntroductionSide.From ? PartnershipsErrors.OnlySenderWithdraws
        : NotOpen(today) is { } refusal ? refusal
        : this with { State = IntroductionState.Withdrawn, AnsweredOn = today };

    /// <summary>Null while it can still be answered, and once it has been.</summary>
    public Introduction? Expire(DateOnly today) =>
        State == IntroductionState.Requested && today > ExpiresOn ? this with { State = IntroductionState.Expired } : null;

    /// <summary>Contact details are for the two sides, and only once both have agreed. This is the one rule that says so.</summary>
    public bool RevealsContacts => State == IntroductionState.Accepted;

    public Decision<Introduction> Record(Outcome outcome, DateOnly today)
    {
        if (State != IntroductionState.Accepted)
        {
            return WrongState(today);
        }

        var latest = Outcomes.Count > 0 ? Outcomes[^1] : null;
        var allowed = OutcomeStages.After(latest?.Stage);
        if (!allowed.Contains(outcome.Stage))
        {
            return PartnershipsErrors.OutcomeOrder(latest is null ? null : OutcomeStages.NameOf(latest.Stage), [.. allowed.Select(OutcomeStages.NameOf)]);
        }

        return outcome.On > today || outcome.On < (latest?.On ?? AnsweredOn)
            ? PartnershipsErrors.OutcomeDate
            : this with { Outcomes = [.. Outcomes, outcome] };
    }

    /// <summary>What a side may do next.</summary>
    public IReadOnlyList<string> AllowedNext(DateOnly today) => State switch
    {
        IntroductionState.Requested when today <= ExpiresOn => ["accept", "decline", "withdraw"],
        IntroductionState.Accepted when OutcomeStages.After(Outcomes.Count > 0 ? Outcomes[^1].Stage : null).Count > 0 => ["outcomes"],
        _ => [],
    };

    private DomainError? Answer(IntroductionSide by, DateOnly today) =>
        by != IntroductionSide.To ? PartnershipsErrors.OnlyRecipientAnswers : NotOpen(today);

    private DomainError? NotOpen(DateOnly today) =>
        State == IntroductionState.Expired || (State == IntroductionState.Requested && today > ExpiresOn) ? PartnershipsErrors.IntroductionExpired
        : State == IntroductionState.Requested ? null
        : WrongState(today);

    private DomainError WrongState(DateOnly today) =>
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

    public required DateOnly ExpiresOn { get; init; }
}

internal enum IntroductionSide
{
    From,
    To,
}
