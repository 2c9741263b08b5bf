using Platform.Contracts.Sandbox.V1;
using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Features.SandboxTrials;

/// <summary>Maps the facts of a trial to events; those of a confidential case have no free text.</summary>
internal static class TrialEvents
{
    public static RequestEvent Of(RegulatoryCase c, Fact fact, Situation now)
    {
        string? UnlessConfidential(string? text) => c.IsConfidential ? null : text;

        return fact.Kind switch
        {
            FactKind.TrialStarted => new TrialStarted
            {
                Confidential = c.IsConfidential,
                StartsOn = c.Trial!.StartsOn,
                EndsOn = c.Trial.EndsOn,
                Participants = c.Trial.Conditions.Participants,
                Place = UnlessConfidential(c.Trial.Conditions.Place),
            },
            FactKind.TrialSuspended => new TrialSuspended
            {
                Confidential = c.IsConfidential,
                Reason = UnlessConfidential(fact.Detail),
                SuspendedOn = now.Today,
            },
            FactKind.TrialResumed => new TrialResumed
            {
                Confidential = c.IsConfidential,
                Reason = UnlessConfidential(fact.Detail),
                ResumedOn = now.Today,
            },
            FactKind.TrialExtended => new TrialExtended
            {
                Confidential = c.IsConfidential,
                Reason = UnlessConfidential(fact.Detail),
                Months = c.Trial!.Extension!.Months,
                EndsOn = c.Trial.EndsOn,
            },
            FactKind.TrialEnded => new TrialEnded { Confidential = c.IsConfidential, EndedOn = now.Today },
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.Kind, "Not a fact of a trial."),
        };
    }
}
