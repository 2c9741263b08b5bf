using Platform.Domain;
using Change = Platform.Domain.Change<
    Platform.Partnerships.Domain.Introductions.Introduction,
    Platform.Partnerships.Domain.Introductions.IntroductionEvent
>;

namespace Platform.Partnerships.Domain.Introductions;

// The follow-up of an accepted introduction: outcomes, commitments and the light.
internal sealed partial record Introduction
{
    /// <summary>The documents of this service that prove outcomes and reports.</summary>
    public IEnumerable<Guid> CitedDocuments =>
        Outcomes
            .SelectMany(outcome => outcome.Evidence)
            .Concat(Commitments.SelectMany(commitment => commitment.Reports).SelectMany(report => report.Evidence))
            .Select(document => document.DocumentId)
            .OfType<Guid>();

    public Result<Change> Record(Outcome outcome, DateOnly today)
    {
        if (!IntroductionLifecycle.Table.Allows(State, IntroductionCommand.Outcomes))
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

    /// <summary>Whether the last outcome is final, so that nothing is followed up.</summary>
    private bool IsFinished => Outcomes.Count > 0 && OutcomeStages.After(Outcomes[^1].Stage).Count == 0;

    /// <summary>Returns the next state after a contact: the light is green until the last outcome, and off from then on.</summary>
    private Change Contact(Introduction next, DateOnly today, params IEnumerable<IntroductionEvent> events)
    {
        next = next with { LastContactOn = today, Light = next.IsFinished ? null : FollowUpLight.Green };
        return next.Light is null || Light is null || next.Light == Light
            ? new(next, [.. events])
            : new(next, [next.LightChanged(), .. events]);
    }

    private IntroductionEvent.LightChanged LightChanged() => new(Light!.Value, LastContactOn!.Value);
}
