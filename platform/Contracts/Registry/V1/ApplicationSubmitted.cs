namespace Platform.Contracts.Registry.V1;

/// <summary>An application waits for the registrar.</summary>
[EventType("registry.application-submitted")]
public sealed record ApplicationSubmitted
{
    /// <summary>The application as it is now.</summary>
    public required ApplicationSnapshot Application { get; init; }
}
