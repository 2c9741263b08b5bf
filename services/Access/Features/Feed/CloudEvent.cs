using System.Text.Json;
using Platform.Access.Data;

namespace Platform.Access.Features.Feed;

/// <summary>CloudEvents 1.0 in JSON, with our extension attributes: what the feed shows and what webhooks are sent.</summary>
internal sealed record CloudEvent(
    string Specversion, Guid Id, string Source, string Type, DateTimeOffset Time, string Subject, long Version, IReadOnlyList<string> Audience, string? Traceparent,
    string Datacontenttype, JsonElement Data)
{
    public static CloudEvent Of(FeedEvent row) => new(
        "1.0", row.Id, row.Source, row.Type, row.Time, row.Subject, row.Version, row.Audience.Readers, row.TraceParent, "application/json",
        JsonSerializer.Deserialize<JsonElement>(row.Body));
}
