using Platform.Messaging;

namespace Platform.Access.Data;

/// <summary>A notice to a party or to everyone with a role.</summary>
internal sealed class Notice : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    /// <summary><c>party:…</c> or <c>role:…</c>.</summary>
    public required string Recipient { get; init; }

    public required Guid EventId { get; init; }

    public required string Type { get; init; }

    public required string Subject { get; init; }

    public required string Zh { get; init; }

    public required string En { get; init; }

    public required DateTimeOffset At { get; init; }

    public bool Mailed { get; set; }
}
