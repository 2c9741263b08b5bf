using System.Diagnostics.Metrics;
using Platform.Access.Data;
using Platform.Access.Domain.Webhooks;
using Platform.Domain;
using Platform.Messaging;

namespace Platform.Access.Features.Webhooks;

/// <summary>The metrics of webhooks: meter <c>Platform.Access</c>.</summary>
internal static class WebhookMetrics
{
    public const string Name = "Platform.Access";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "platform.webhooks.attempts",
        "{attempt}",
        "Attempts to deliver, by result: delivered, retried, or failed and given up."
    );

    private static readonly Histogram<double> Delay = Meter.CreateHistogram<double>(
        "platform.webhooks.delay",
        "s",
        "From the event's arrival to its delivery, retries included."
    );

    private static readonly Counter<long> Disabled = Meter.CreateCounter<long>(
        "platform.webhooks.disabled",
        "{endpoint}",
        "Endpoints disabled, by reason."
    );

    /// <summary>Records an attempt and the resulting status of its delivery.</summary>
    public static void Record(WebhookDelivery delivery)
    {
        var result = delivery.Status == DeliveryStatus.Pending ? "retried" : delivery.Status.ToCamelCase();
        Attempts.Add(1, new KeyValuePair<string, object?>("result", result));
        // A replayed delivery is left out, because it was queued long before.
        if (delivery.Status == DeliveryStatus.Delivered && delivery.Log.Count == delivery.Attempts)
        {
            Delay.Record((DateTimeOffset.UtcNow - delivery.Id.CreatedAt()).TotalSeconds);
        }
    }

    /// <summary>Records that an endpoint was disabled.</summary>
    public static void Record(DisabledBecause reason) =>
        Disabled.Add(1, new KeyValuePair<string, object?>("reason", reason.ToCamelCase()));
}
