using System.Text.Json;
using MassTransit.Mediator;
using Microsoft.EntityFrameworkCore;

namespace Platform.Messaging;

/// <summary>What an operator does with events that a service's consumers gave up.</summary>
/// <typeparam name="TDb">The service's database.</typeparam>
public sealed class DeadLetters<TDb>(TDb db, IMediator mediator)
    where TDb : MessagingDbContext
{
    /// <summary>The dead letters of this service.</summary>
    public IQueryable<DeadLetter> All => db.Set<DeadLetter>().AsNoTracking();

    /// <summary>
    /// Hands the event to this service's consumers once more: those that had taken it recognise it. Returns whether it was consumed; if not it is
    /// still a dead letter, with the new failure.
    /// </summary>
    public async Task<bool> ReplayAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var envelope = JsonSerializer.Deserialize<EventEnvelope>(letter.Envelope, EventTypes.Json)! with { IsReplay = true };
        await InProcessBus.DeliverAsync(mediator, envelope, cancellationToken);
        return !await All.AnyAsync(left => left.Consumer == letter.Consumer && left.MessageId == letter.MessageId, cancellationToken);
    }

    /// <summary>Drops it for good; <see langword="false"/> when there is none.</summary>
    public async Task<bool> DiscardAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var discarded = await db.Set<DeadLetter>().Where(letter => letter.Id == id).ExecuteDeleteAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return discarded > 0;
    }
}
