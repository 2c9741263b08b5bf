using Microsoft.EntityFrameworkCore;

namespace Platform.Messaging;

/// <summary>An operator's access to the dead letters of a service's consumers.</summary>
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
    /// Passes the event to its consumer again, in the open transaction. Returns whether it was consumed; if not, it remains a dead letter
    /// with the new failure.
    /// </summary>
    public Task<bool> ReplayAsync(DeadLetter letter, CancellationToken cancellationToken) =>
        inbox.ReplayAsync(services, db, letter, cancellationToken);

    /// <summary>Deletes a dead letter in the open transaction; returns <see langword="false"/> when it does not exist.</summary>
    public async Task<bool> DiscardAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Set<DeadLetter>().Where(letter => letter.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;
}
