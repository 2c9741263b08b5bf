namespace Platform.Contracts.Sandbox.V1;

/// <summary>A trial was suspended.</summary>
[EventType("sandbox.trial-suspended")]
public sealed record TrialSuspended : RequestEvent
{
    /// <summary>True when no part of the request may be made public.</summary>
    public required bool Confidential { get; init; }

    /// <summary>The reason; absent when the request is confidential.</summary>
    public string? Reason { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly SuspendedOn { get; init; }
}
