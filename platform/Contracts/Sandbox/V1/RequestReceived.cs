namespace Platform.Contracts.Sandbox.V1;

/// <summary>A request for regulatory adjustment was filed.</summary>
[EventType("sandbox.request-received")]
public sealed record RequestReceived : RequestEvent
{
    /// <summary>True when no part of the request may be made public.</summary>
    public required bool Confidential { get; init; }

    /// <summary>Who raised it: applicant, ndc, or authority.</summary>
    public required string Origin { get; init; }

    /// <summary>The relief that is requested: interpretation, administrativeRule, regulation, statute, or trial.</summary>
    public required string Relief { get; init; }

    /// <summary>The competent authorities of the provisions named, by code.</summary>
    public required IReadOnlyList<string> Authorities { get; init; }

    /// <summary>The date of receipt, in Taipei.</summary>
    public required DateOnly ReceivedOn { get; init; }
}
