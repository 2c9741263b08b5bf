namespace Platform.Messaging;

/// <summary>
/// Wakes a background worker of this process: code that commits work for it sets the signal, so that the worker need not poll often.
/// </summary>
public class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <summary>Signals that there is work.</summary>
    public void Set()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // The signal is already set, and the worker reads all work when it wakes.
        }
    }

    /// <summary>
    /// Waits for the signal for at most the given time. Polling at that interval finds work that another process left behind.
    /// </summary>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => signal.WaitAsync(atMost, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        signal.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Wakes this process's relay after a commit that staged events.</summary>
public sealed class OutboxSignal : WakeSignal;
