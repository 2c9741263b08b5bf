namespace Platform.Contracts.Sandbox.V1;

/// <summary>A suspended trial was resumed.</summary>
[EventType("sandbox.trial-resumed")]
public sealed record TrialResumed : RequestEvent
{
    /// <summary>True when no part of the request may be made public.</summary>
    public required bool Confidential { get; init; }

    /// <summary>The reason; absent when the request is confidential.</summary>
    public string? Reason { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly ResumedOn { get; init; }
}
