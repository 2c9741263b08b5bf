using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Platform.Messaging;

/// <summary>The metrics and traces of outbox and inbox: meter and activity source <c>Platform.Messaging</c>.</summary>
public static class MessagingMetrics
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Platform.Messaging";

    internal static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    internal static readonly Counter<long> Published = Meter.CreateCounter<long>(
        "platform.outbox.published",
        "{event}",
        "Events published."
    );

    internal static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "platform.outbox.failures",
        "{event}",
        "Publishing attempts that failed."
    );

    internal static readonly Gauge<long> Depth = Meter.CreateGauge<long>(
        "platform.outbox.depth",
        "{event}",
        "Events that wait in the outbox."
    );

    internal static readonly Gauge<double> Age = Meter.CreateGauge<double>(
        "platform.outbox.age",
        "s",
        "Age of the oldest event that waits in the outbox."
    );

    internal static readonly Counter<long> Duplicates = Meter.CreateCounter<long>(
        "platform.inbox.duplicates",
        "{event}",
        "Repetitions that the inbox recognised."
    );

    internal static readonly Counter<long> DeadLetters = Meter.CreateCounter<long>(
        "platform.deadletters",
        "{event}",
        "Events given up after all retries."
    );
}
