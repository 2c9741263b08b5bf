using System.Text.Json;
using MassTransit;

namespace Platform.Messaging;

/// <summary>An event with its CloudEvents 1.0 attributes, as it travels from an outbox to the consumers.</summary>
public sealed record EventEnvelope
{
    private const string TypeHeader = "ce-type", SourceHeader = "ce-source", SubjectHeader = "ce-subject", TimeHeader = "ce-time",
        VersionHeader = "ce-version", AudienceHeader = "ce-audience", TraceParentHeader = "ce-traceparent", ReplayHeader = "platform-replay";

    /// <summary>Unique per event: what the inbox recognises a repetition by.</summary>
    public required Guid Id { get; init; }

    /// <summary>The public name of the event.</summary>
    public required string Type { get; init; }

    /// <summary>The producing service: <c>/registry</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The id of the aggregate that changed.</summary>
    public required string Subject { get; init; }

    /// <summary>The version of the aggregate after the change; a snapshot with a lower one is out of date.</summary>
    public required long Version { get; init; }

    /// <summary>When it happened, by the business clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who may see it and whom it concerns.</summary>
    public required Audience Audience { get; init; }

    /// <summary>The W3C trace context of the request that caused it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The event itself as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>Set when an operator replays a dead letter: no more retries, and the letter goes once it is consumed.</summary>
    public bool IsReplay { get; init; }

    internal object Deserialize() =>
        JsonSerializer.Deserialize(Body, EventTypes.TypeOf(Type), EventTypes.Json)
        ?? throw new JsonException($"The body of event {Id} is null.");

    internal void WriteTo(SendContext context)
    {
        context.MessageId = Id;
        context.Headers.Set(TypeHeader, Type);
        context.Headers.Set(SourceHeader, Source);
        context.Headers.Set(SubjectHeader, Subject);
        context.Headers.Set(VersionHeader, Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        context.Headers.Set(TimeHeader, Time.ToString("O"));
        context.Headers.Set(AudienceHeader, JsonSerializer.Serialize(Audience, EventTypes.Json));
        if (TraceParent is not null)
            context.Headers.Set(TraceParentHeader, TraceParent);
        if (IsReplay)
            context.Headers.Set(ReplayHeader, "true");
    }

    internal static EventEnvelope ReadFrom(ConsumeContext context, Func<string> body)
    {
        string Required(string name) => context.Headers.Get<string>(name)
            ?? throw new InvalidOperationException($"Message {context.MessageId} has no header {name}: it was not published by an outbox.");
        return new()
        {
            Id = context.MessageId ?? throw new InvalidOperationException("A message without an id was not published by an outbox."),
            Type = Required(TypeHeader),
            Source = Required(SourceHeader),
            Subject = Required(SubjectHeader),
            Version = long.Parse(Required(VersionHeader), System.Globalization.CultureInfo.InvariantCulture),
            Time = DateTimeOffset.Parse(Required(TimeHeader), System.Globalization.CultureInfo.InvariantCulture),
            Audience = JsonSerializer.Deserialize<Audience>(Required(AudienceHeader), EventTypes.Json)!,
            TraceParent = context.Headers.Get<string>(TraceParentHeader),
            IsReplay = context.Headers.Get<string>(ReplayHeader) is not null,
            Body = body(),
        };
    }
}

/// <summary>What a consumer reads besides the event itself.</summary>
public static class EventContext
{
    /// <summary>The CloudEvents attributes of the event being consumed.</summary>
    /// <typeparam name="T">The event.</typeparam>
    public static EventEnvelope Envelope<T>(this ConsumeContext<T> context)
        where T : class =>
        EventEnvelope.ReadFrom(context, () => JsonSerializer.Serialize(context.Message, EventTypes.Json));
}
