namespace Platform.Contracts.Sandbox.V1;

/// <summary>The NDC screened a request.</summary>
[EventType("sandbox.request-screened")]
public sealed record RequestScreened : RequestEvent
{
    /// <summary>accept, needMore, referOut, or decline.</summary>
    public required string Decision { get; init; }

    /// <summary>The request's status afterwards.</summary>
    public required string Status { get; init; }

    /// <summary>The reason given; absent when the request is confidential.</summary>
    public string? Reason { get; init; }

    /// <summary>The body to which it was referred; absent when it was not, or when the request is confidential.</summary>
    public string? ReferredTo { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly ScreenedOn { get; init; }
}
