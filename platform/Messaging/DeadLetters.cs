using Microsoft.EntityFrameworkCore;

namespace Platform.Messaging;

/// <summary>What an operator does with events that a service's consumers gave up.</summary>
public sealed class DeadLetters
{
    private readonly IServiceProvider services;
    private readonly MessagingDbContext db;
    private readonly Inbox inbox;

    internal DeadLetters(IServiceProvider services, MessagingDbContext db, Inbox inbox) =>
        (this.services, this.db, this.inbox) = (services, db, inbox);

    /// <summary>The dead letters of this service.</summary>
    public IQueryable<DeadLetter> All => db.Set<DeadLetter>().AsNoTracking();

    /// <summary>
    /// Hands the event to its consumer once more, in the transaction that is open. Returns whether it was consumed; if not it is still a
    /// dead letter, with the new failure.
    /// </summary>
    public Task<bool> ReplayAsync(DeadLetter letter, CancellationToken cancellationToken) =>
        inbox.ReplayAsync(services, db, letter, cancellationToken);

    /// <summary>Drops it for good, in the transaction that is open; <see langword="false"/> when there is none.</summary>
    public async Task<bool> DiscardAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Set<DeadLetter>().Where(letter => letter.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;
}
