using Platform.Messaging;

namespace Platform.Access.Data;

/// <summary>An event at its position in the feed.</summary>
internal sealed class FeedEvent
{
    public long Position { get; init; }

    public required Guid Id { get; init; }

    public required string Type { get; init; }

    public required string Source { get; init; }

    public required string Subject { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required Audience Audience { get; init; }

    public string? TraceParent { get; init; }

    public required string Body { get; init; }
}
