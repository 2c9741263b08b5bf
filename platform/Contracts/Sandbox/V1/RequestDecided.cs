namespace Platform.Contracts.Sandbox.V1;

/// <summary>The NDC decided a request.</summary>
[EventType("sandbox.request-decided")]
public sealed record RequestDecided : RequestEvent
{
    /// <summary>True when no part of the request may be made public.</summary>
    public required bool Confidential { get; init; }

    /// <summary>noRestriction, interpretation, administrativeRule, regulation, statute, trial, declined, or referred.</summary>
    public required string Outcome { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>True when the request was decided after the due date of the decision.</summary>
    public required bool AnsweredTooLate { get; init; }
}
