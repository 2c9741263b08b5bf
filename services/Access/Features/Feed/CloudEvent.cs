using System.Text.Json;
using Platform.Access.Data;
using Platform.Messaging;

namespace Platform.Access.Features.Feed;

/// <summary>
/// A CloudEvents 1.0 event in JSON with our extension attributes, as the feed shows it and webhooks receive it. An attribute is a simple
/// value (CloudEvents 1.0, "Type System"), so the audience is a string: <c>public</c>, or the parties and roles separated by spaces.
/// </summary>
internal sealed record CloudEvent(
    string Specversion,
    Guid Id,
    string Source,
    string Type,
    DateTimeOffset Time,
    string Subject,
    long Version,
    string Audience,
    string? Traceparent,
    string Datacontenttype,
    JsonElement Data
)
{
    public static CloudEvent Of(FeedEvent row) =>
        new(
            "1.0",
            row.Id,
            row.Source,
            row.Type,
            row.Time,
            row.Subject,
            row.Version,
            TextOf(row.Audience),
            row.TraceParent,
            "application/json",
            JsonSerializer.Deserialize<JsonElement>(row.Body)
        );

    private static string TextOf(Audience audience) =>
        string.Join(' ', audience.Readers.Select(reader => reader.Replace(" ", "%20", StringComparison.Ordinal)));
}
