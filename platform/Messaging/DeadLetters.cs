using Microsoft.EntityFrameworkCore;

namespace Platform.Messaging;

/// <summary>What an operator does with events that a service's consumers gave up.</summary>
public sealed class DeadLetters
{
    private readonly MessagingDbContext db;
    private readonly Inbox inbox;

    internal DeadLetters(MessagingDbContext db, Inbox inbox) => (this.db, this.inbox) = (db, inbox);

    /// <summary>The dead letters of this service.</summary>
    public IQueryable<DeadLetter> All => db.Set<DeadLetter>().AsNoTracking();

    /// <summary>Hands the event to its consumer once more. Returns whether it was consumed; if not it is still a dead letter, with the new failure.</summary>
    public async Task<bool> ReplayAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        await inbox.ReplayAsync(letter, cancellationToken);
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
