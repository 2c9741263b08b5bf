namespace Platform.Contracts.Sandbox.V1;

/// <summary>A trial was extended. A trial can be extended only once.</summary>
[EventType("sandbox.trial-extended")]
public sealed record TrialExtended : RequestEvent
{
    /// <summary>True when no part of the request may be made public.</summary>
    public required bool Confidential { get; init; }

    /// <summary>The reason; absent when the request is confidential.</summary>
    public string? Reason { get; init; }

    /// <summary>The number of months that were added.</summary>
    public required int Months { get; init; }

    /// <summary>The new last day.</summary>
    public required DateOnly EndsOn { get; init; }
}
