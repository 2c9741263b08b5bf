namespace Platform.Contracts.Registry.V1;

/// <summary>An application was declined.</summary>
[EventType("registry.application-declined")]
public sealed record ApplicationDeclined
{
    /// <summary>The application as it is now.</summary>
    public required ApplicationSnapshot Application { get; init; }

    /// <summary>The reason.</summary>
    public required string Reason { get; init; }
}
