namespace Platform.Contracts.Sandbox.V1;

/// <summary>A trial ended; the review of the rule follows.</summary>
[EventType("sandbox.trial-ended")]
public sealed record TrialEnded : RequestEvent
{
    /// <summary>True when no part of the request may be made public.</summary>
    public required bool Confidential { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly EndedOn { get; init; }
}
