namespace Platform.Contracts.Sandbox.V1;

/// <summary>The applicant withdrew a request.</summary>
[EventType("sandbox.request-withdrawn")]
public sealed record RequestWithdrawn : RequestEvent
{
    /// <summary>The date, in Taipei.</summary>
    public required DateOnly WithdrawnOn { get; init; }
}
