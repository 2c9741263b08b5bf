using Platform.Domain;
using Platform.Partnerships.Domain.Matching;
using Change = Platform.Domain.Change<
    Platform.Partnerships.Domain.Introductions.Introduction,
    Platform.Partnerships.Domain.Introductions.IntroductionEvent
>;

namespace Platform.Partnerships.Domain.Introductions;

/// <summary>
/// A request of one profile to meet another. It needs two consents: the request, and an acceptance by the last day. Every change is a
/// pure function.
/// </summary>
internal sealed partial record Introduction
{
    public required Guid From { get; init; }

    public required Guid To { get; init; }

    public required IntroductionState State { get; init; }

    /// <summary>The Taipei day of the request.</summary>
    public required DateOnly RequestedOn { get; init; }

    /// <summary>The last Taipei day for an answer.</summary>
    public required DateOnly ExpiresOn { get; init; }

    /// <summary>The business days from the request to the last day. A change of the calendar can move that day.</summary>
    public required int AnswerDays { get; init; }

    /// <summary>The Taipei day on which the recipient is reminded.</summary>
    public required DateOnly RemindOn { get; init; }

    public bool Reminded { get; init; }

    public DateOnly? AnsweredOn { get; init; }

    /// <summary>The reason for declining.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    public IReadOnlyList<Commitment> Commitments { get; init; } = [];

    /// <summary>The last Taipei day of contact: acceptance, an outcome, a commitment or a report on one.</summary>
    public DateOnly? LastContactOn { get; init; }

    /// <summary>The last published follow-up light; null while there is nothing to follow up.</summary>
    public FollowUpLight? Light { get; init; }

    public static Result<Change> Request(IntroductionRequest request)
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
            _ => Requested(request),
        };
    }

    public Result<Change> Accept(IntroductionSide by, DateOnly today) =>
        Answer(IntroductionCommand.Accept, by, today)
            .Map(accepted => new Change(
                accepted with
                {
                    LastContactOn = today,
                    Light = FollowUpLight.Green,
                },
                new IntroductionEvent.Accepted(today)
            ));

    /// <summary>Declines the request. The reason is required, and the pair is not proposed again.</summary>
    public Result<Change> Decline(IntroductionSide by, string? reason, DateOnly today) =>
        !Answer(IntroductionCommand.Decline, by, today).Succeeded(out var declined, out var refused) ? refused
        : string.IsNullOrWhiteSpace(reason) ? PartnershipsErrors.ReasonRequired
        : new Change(declined with { Reason = reason.Trim() }, new IntroductionEvent.Declined(today));

    public Result<Change> Withdraw(IntroductionSide by, DateOnly today) =>
        Answer(IntroductionCommand.Withdraw, by, today).Map(withdrawn => new Change(withdrawn, new IntroductionEvent.Withdrawn(today)));

    /// <summary>Applies what time alone causes: the expiry, the reminder or the follow-up light.</summary>
    public Change Advance(SilenceRules silence, DateOnly today) =>
        Expire(today) is { } expired ? new(expired, new IntroductionEvent.Expired(ExpiresOn.AddDays(1)))
        : Remind(today) is { } reminded ? new(reminded, new IntroductionEvent.Reminded(ExpiresOn))
        : RecalculateLight(silence, today) is { } shown ? new(shown, shown.LightChanged())
        : new(this);

    /// <summary>Returns the expired introduction, or null while it can be answered and when it is no longer open.</summary>
    public Introduction? Expire(DateOnly today) => IsOverdue(today) ? this with { State = IntroductionState.Expired } : null;

    /// <summary>Returns the introduction marked as reminded, or null when no reminder is due.</summary>
    public Introduction? Remind(DateOnly today) =>
        State == IntroductionState.Requested && !Reminded && RemindOn <= today && today <= ExpiresOn
            ? this with
            {
                Reminded = true,
            }
            : null;

    /// <summary>
    /// Moves the dates of an open introduction to a changed calendar. Returns null when it is not open or no date changes.
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

    /// <summary>Whether the two sides may see each other's contact details. No other code decides this.</summary>
    public bool RevealsContacts => State == IntroductionState.Accepted;

    /// <summary>
    /// Returns the first day on which time alone changes something: a reminder, the expiry or the next light. Returns null when there is
    /// none.
    /// </summary>
    public DateOnly? NextOn(SilenceRules silence) =>
        (State, Light) switch
        {
            (IntroductionState.Requested, _) => Reminded || RemindOn > ExpiresOn ? ExpiresOn.AddDays(1) : RemindOn,
            (_, FollowUpLight.Green) => silence.YellowFrom(LastContactOn!.Value),
            (_, FollowUpLight.Yellow) => silence.RedFrom(LastContactOn!.Value),
            _ => null,
        };

    private static Change Requested(IntroductionRequest request)
    {
        var introduction = new Introduction
        {
            From = request.From.Id,
            To = request.To.Id,
            State = IntroductionState.Requested,
            RequestedOn = request.On,
            AnswerDays = request.Term.AnswerDays,
            ExpiresOn = request.Term.LastDay(request.On),
            RemindOn = request.Term.RemindOn(request.On),
        };
        return new(introduction, new IntroductionEvent.Requested(introduction.RequestedOn, introduction.ExpiresOn));
    }

    /// <summary>Returns the actions that are allowed in this state.</summary>
    public IReadOnlyList<string> AllowedNext(DateOnly today) =>
        IsOverdue(today) || IsFinished ? [] : IntroductionLifecycle.Table.Allowed(State);

    private Result<Introduction> Answer(IntroductionCommand command, IntroductionSide by, DateOnly today) =>
        command == IntroductionCommand.Withdraw && by != IntroductionSide.From ? PartnershipsErrors.OnlySenderWithdraws
        : command != IntroductionCommand.Withdraw && by != IntroductionSide.To ? PartnershipsErrors.OnlyRecipientAnswers
        : State == IntroductionState.Expired || IsOverdue(today) ? PartnershipsErrors.IntroductionExpired
        : !IntroductionLifecycle.Table.Next(State, command).Succeeded(out var next, out _) ? InvalidState(today)
        : this with { State = next, AnsweredOn = today };

    private bool IsOverdue(DateOnly today) => State == IntroductionState.Requested && today > ExpiresOn;

    private DomainError InvalidState(DateOnly today) => PartnershipsErrors.IntroductionState(State, AllowedNext(today));
}
