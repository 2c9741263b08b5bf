namespace Platform.Messaging;

/// <summary>
/// Wakes a background worker of this process: whoever commits work for it sets the signal, so that it need not poll fast.
/// </summary>
public class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <summary>There is work.</summary>
    public void Set()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already set: the worker will look at everything when it wakes.
        }
    }

    /// <summary>Waits for the signal, at most this long: work that another process left is found by looking now and then.</summary>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => signal.WaitAsync(atMost, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        signal.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Wakes the relay of this process after a commit that staged events.</summary>
public sealed class OutboxSignal : WakeSignal;
