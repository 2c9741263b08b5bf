namespace Platform.Standalone;

/// <summary>
/// Gives memory back when nothing happens: after a burst of work the collector keeps what it needed then, and a host for small machines
/// should not.
/// </summary>
internal sealed class IdleMemory : IDisposable
{
    private const long IdleBytes = 8_000_000,
        WorthwhileBytes = 8_000_000;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private readonly Timer timer;
    private long lastPoll,
        lastTrim;

    /// <summary>Begins with what the start has left behind.</summary>
    public IdleMemory()
    {
        Trim();
        timer = new(_ => TrimWhenIdle(), null, PollInterval, PollInterval);
    }

    public void Dispose() => timer.Dispose();

    private void TrimWhenIdle()
    {
        var allocated = GC.GetTotalAllocatedBytes();
        if (allocated - lastPoll < IdleBytes && allocated - lastTrim > WorthwhileBytes)
        {
            Trim();
        }

        lastPoll = allocated;
    }

    private void Trim()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        lastTrim = GC.GetTotalAllocatedBytes();
    }
}
