namespace Platform.Contracts.Sandbox.V1;

/// <summary>A request was closed: the rule has changed, the trial is over, or nothing is left to follow up.</summary>
[EventType("sandbox.request-closed")]
public sealed record RequestClosed : RequestEvent
{
    /// <summary>noRestriction, interpretation, administrativeRule, regulation, statute, trial, declined, or referred.</summary>
    public required string Outcome { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly ClosedOn { get; init; }
}
