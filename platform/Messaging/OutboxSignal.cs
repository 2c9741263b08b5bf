namespace Platform.Messaging;

/// <summary>Wakes the relay of this process after a commit that staged events.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <summary>There is something to publish.</summary>
    public void Set()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already set: the relay will look at everything when it wakes.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => signal.Dispose();

    internal Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => signal.WaitAsync(atMost, cancellationToken);
}
