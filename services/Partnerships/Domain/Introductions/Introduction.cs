using Platform.Partnerships.Domain.Matching;
using Platform.ServiceDefaults.Errors;
using Change = Platform.ServiceDefaults.Errors.Change<
    Platform.Partnerships.Domain.Introductions.Introduction,
    Platform.Partnerships.Domain.Introductions.IntroductionEvent
>;

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
/// A request of one profile to meet another. It needs two consents: the request, and an acceptance by the last day. Every change is a
/// pure function.
/// </summary>
internal sealed record Introduction
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
        Answer(by, today) is { } refusal
            ? refusal
            : new Change(
                this with
                {
                    State = IntroductionState.Accepted,
                    AnsweredOn = today,
                    LastContactOn = today,
                    Light = FollowUpLight.Green,
                },
                new IntroductionEvent.Accepted(today)
            );

    /// <summary>Declines the request. The reason is required, and the pair is not proposed again.</summary>
    public Result<Change> Decline(IntroductionSide by, string? reason, DateOnly today) =>
        Answer(by, today) is { } refusal ? refusal
        : string.IsNullOrWhiteSpace(reason) ? PartnershipsErrors.ReasonRequired
        : new Change(
            this with
            {
                State = IntroductionState.Declined,
                AnsweredOn = today,
                Reason = reason.Trim(),
            },
            new IntroductionEvent.Declined(today)
        );

    public Result<Change> Withdraw(IntroductionSide by, DateOnly today) =>
        by != IntroductionSide.From ? PartnershipsErrors.OnlySenderWithdraws
        : NotOpen(today) is { } refusal ? refusal
        : new Change(this with { State = IntroductionState.Withdrawn, AnsweredOn = today }, new IntroductionEvent.Withdrawn(today));

    /// <summary>Applies what time alone causes: the expiry, the reminder or the follow-up light.</summary>
    public Change Advance(SilenceRules silence, DateOnly today) =>
        Expire(today) is { } expired ? new(expired, new IntroductionEvent.Expired(ExpiresOn.AddDays(1)))
        : Remind(today) is { } reminded ? new(reminded, new IntroductionEvent.Reminded(ExpiresOn))
        : RecalculateLight(silence, today) is { } shown ? new(shown, shown.LightChanged())
        : new(this);

    /// <summary>Returns the expired introduction, or null while it can be answered and when it is no longer open.</summary>
    public Introduction? Expire(DateOnly today) =>
        State == IntroductionState.Requested && today > ExpiresOn ? this with { State = IntroductionState.Expired } : null;

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

    /// <summary>The documents of this service that prove outcomes and reports.</summary>
    public IEnumerable<Guid> CitedDocuments =>
        Outcomes
            .SelectMany(outcome => outcome.Evidence)
            .Concat(Commitments.SelectMany(commitment => commitment.Reports).SelectMany(report => report.Evidence))
            .Select(document => document.DocumentId)
            .OfType<Guid>();

    /// <summary>Whether the two sides may see each other's contact details. No other code decides this.</summary>
    public bool RevealsContacts => State == IntroductionState.Accepted;

    public Result<Change> Record(Outcome outcome, DateOnly today)
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
            : Contact(this with { Outcomes = [.. Outcomes, outcome] }, today, new IntroductionEvent.OutcomeRecorded(outcome));
    }

    /// <summary>Adds a commitment: a promise with a date.</summary>
    public Result<Change> Commit(Commitment commitment, DateOnly today) =>
        Light is null ? InvalidState(today)
        : commitment.DueOn < today ? PartnershipsErrors.CommitmentDate
        : Contact(this with { Commitments = [.. Commitments, commitment] }, today);

    /// <summary>Adds a report on a commitment: its progress, or that it is fulfilled.</summary>
    public Result<Change> Report(Guid commitment, CommitmentReport report, DateOnly today) =>
        Light is null ? InvalidState(today)
        : Commitments.FirstOrDefault(existing => existing.Id == commitment) is { IsFulfilled: true }
            ? PartnershipsErrors.CommitmentFulfilled
        : report.On > today ? PartnershipsErrors.ReportDate
        : Contact(
            this with
            {
                Commitments =
                [
                    .. Commitments.Select(existing =>
                        existing.Id == commitment ? existing with { Reports = [.. existing.Reports, report] } : existing
                    ),
                ],
            },
            today
        );

    /// <summary>Returns the introduction with today's follow-up light, or null when the light does not change.</summary>
    public Introduction? RecalculateLight(SilenceRules silence, DateOnly today) =>
        Light is { } current && silence.LightOn(LastContactOn!.Value, today) is var light && light != current
            ? this with
            {
                Light = light,
            }
            : null;

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

    /// <summary>Returns the next state after a contact: the light is green until the last outcome, and off from then on.</summary>
    private Change Contact(Introduction next, DateOnly today, params IEnumerable<IntroductionEvent> events)
    {
        next = next with
        {
            LastContactOn = today,
            Light = next.Outcomes.Count > 0 && OutcomeStages.After(next.Outcomes[^1].Stage).Count == 0 ? null : FollowUpLight.Green,
        };
        return next.Light is null || Light is null || next.Light == Light
            ? new(next, [.. events])
            : new(next, [next.LightChanged(), .. events]);
    }

    private IntroductionEvent.LightChanged LightChanged() => new(Light!.Value, LastContactOn!.Value);

    /// <summary>Returns the actions that are allowed in this state.</summary>
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

    private DomainError InvalidState(DateOnly today) => PartnershipsErrors.IntroductionState(State.ToCamelCase(), AllowedNext(today));
}
