using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Access.Domain.Webhooks;
using Platform.Access.Features.Webhooks;
using Platform.Data;
using Platform.Messaging;

namespace Platform.Access.Features.Feed;

/// <summary>
/// Adds every event to the feed, queues it for the webhooks that subscribe to it and may see it, and creates a notice for each recipient
/// that it concerns, all in one transaction.
/// </summary>
[AddsOnly]
[ConsumerName("record-when-published")]
internal sealed class TrackPublishedEvents(AccessDbContext db, FeedSignal feed, MailSignal mail, WebhookSignal webhooks)
    : IEventConsumer<EventEnvelope>
{
    private const int FeedLock = 0x6665_6564; // "feed"

    public async Task ConsumeAsync(Delivery<EventEnvelope> delivery)
    {
        var envelope = delivery.Event;
        foreach (var webhook in await SubscribersAsync(envelope, delivery.CancellationToken))
        {
            db.Add(WebhookDelivery.Of(webhook, envelope.Id, envelope.Type));
            db.WakeOnCommit(webhooks);
        }

        // Positions must become visible in order. With this lock no later position can commit before an earlier one.
        await db.AcquireLockAsync(FeedLock, delivery.CancellationToken);
        db.Add(
            new FeedEvent
            {
                Id = envelope.Id,
                Type = envelope.Type,
                Source = envelope.Source,
                Subject = envelope.Subject,
                Version = envelope.Version,
                Time = envelope.Time,
                Audience = envelope.Audience,
                TraceParent = envelope.TraceParent,
                Body = envelope.Body,
            }
        );
        db.WakeOnCommit(feed);
        foreach (var recipient in envelope.Audience.Concerns)
        {
            var (zh, en) = NoticeTexts.Of(envelope.Type);
            db.Add(
                new Notice
                {
                    Id = Guid.CreateVersion7(),
                    Recipient = recipient,
                    EventId = envelope.Id,
                    Type = envelope.Type,
                    Subject = envelope.Subject,
                    Zh = zh,
                    En = en,
                    At = envelope.Time,
                }
            );
            db.WakeOnCommit(mail);
        }
    }

    private async Task<IEnumerable<Guid>> SubscribersAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var subscribed = await (
            from subscription in db.WebhookSubscriptions
            where subscription.EventType == envelope.Type
            join webhook in db.Webhooks on subscription.WebhookId equals webhook.Id
            where webhook.Status == WebhookStatus.Enabled
            join app in db.Apps on webhook.ClientId equals app.ClientId
            where !app.Disabled
            select new
            {
                webhook.Id,
                app.Party,
                app.Roles,
            }
        ).ToListAsync(cancellationToken);
        return subscribed.Where(webhook => envelope.Audience.Includes(webhook.Party, webhook.Roles)).Select(webhook => webhook.Id);
    }
}

/// <summary>Wakes the mail worker of this process.</summary>
internal sealed class MailSignal : WakeSignal;
