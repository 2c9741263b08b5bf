namespace Platform.Contracts.Sandbox.V1;

/// <summary>An authority was asked for its opinion. There is one event for each authority.</summary>
[EventType("sandbox.opinion-requested")]
public sealed record OpinionRequested : RequestEvent
{
    /// <summary>The authority that was consulted, by code.</summary>
    public required string Authority { get; init; }

    /// <summary>True for the lead authority, false for a co-authority.</summary>
    public required bool Lead { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly RequestedOn { get; init; }

    /// <summary>The last day for the opinion.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>True when the due date depends on a year without an official calendar.</summary>
    public required bool Provisional { get; init; }
}
