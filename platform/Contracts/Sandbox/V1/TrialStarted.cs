namespace Platform.Contracts.Sandbox.V1;

/// <summary>A trial was permitted.</summary>
[EventType("sandbox.trial-started")]
public sealed record TrialStarted : RequestEvent
{
    /// <summary>True when no part of the request may be made public.</summary>
    public required bool Confidential { get; init; }

    /// <summary>The first day of the trial.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day of the trial.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>The maximum number of participants.</summary>
    public required int Participants { get; init; }

    /// <summary>The place of the trial; absent when the request is confidential.</summary>
    public string? Place { get; init; }
}
