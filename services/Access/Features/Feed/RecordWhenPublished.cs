using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Messaging;

namespace Platform.Access.Features.Feed;

/// <summary>Every event goes into the feed, and becomes a notice to those whom it concerns.</summary>
[AddsOnly]
internal sealed class RecordWhenPublished(AccessDbContext db, MailSignal mail) : IEventConsumer<EventEnvelope>
{
    private const int FeedLock = 0x6665_6564; // "feed"

    public async Task ConsumeAsync(Delivery<EventEnvelope> delivery)
    {
        var envelope = delivery.Event;
        // Positions must become visible in their order: with this lock no later position can commit before an earlier one.
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({FeedLock})", delivery.CancellationToken);
        db.Add(new FeedEvent
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
        });
        foreach (var recipient in envelope.Audience.Concerns)
        {
            var (zh, en) = NoticeTexts.Of(envelope.Type);
            db.Add(new Notice
            {
                Id = Guid.CreateVersion7(),
                Recipient = recipient,
                EventId = envelope.Id,
                Type = envelope.Type,
                Subject = envelope.Subject,
                Zh = zh,
                En = en,
                At = envelope.Time,
            });
            db.WakeOnCommit(mail);
        }
    }
}

/// <summary>Wakes the mail worker of this process.</summary>
internal sealed class MailSignal : WakeSignal;
