namespace Platform.Contracts.Access.V1;

/// <summary>A partner app was disabled. The tokens that it already has are no longer valid.</summary>
[EventType("access.app-disabled")]
public sealed record AppDisabled
{
    /// <summary>The app's <c>client_id</c>.</summary>
    public required string ClientId { get; init; }
}
