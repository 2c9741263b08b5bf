namespace Platform.Contracts.Registry.V1;

/// <summary>An application was returned to its applicant.</summary>
[EventType("registry.application-returned")]
public sealed record ApplicationReturned
{
    /// <summary>The application as it is now.</summary>
    public required ApplicationSnapshot Application { get; init; }

    /// <summary>The reason.</summary>
    public required string Reason { get; init; }
}
