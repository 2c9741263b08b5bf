namespace Platform.Contracts.Sandbox.V1;

/// <summary>An authority has ended: what it still owed in a request now belongs to its successor.</summary>
[EventType("sandbox.work-handed-over")]
public sealed record WorkHandedOver : RequestEvent
{
    /// <summary>The authority that owed it, by code.</summary>
    public required string From { get; init; }

    /// <summary>The authority that owes it now, by code.</summary>
    public required string To { get; init; }

    /// <summary>
    /// The due date of the opinion that the successor now owes; absent when there is none, or the successor was already consulted itself.
    /// </summary>
    public DateOnly? OpinionDueOn { get; init; }

    /// <summary>The number of follow-ups that were handed over.</summary>
    public required int FollowUps { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly HandedOverOn { get; init; }
}
