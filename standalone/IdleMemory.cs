namespace Platform.Standalone;

/// <summary>
/// Returns memory to the system when the process is idle. After a burst of work the garbage collector would otherwise retain the memory
/// of the burst, which is too much for a small machine.
/// </summary>
internal sealed class IdleMemory : IDisposable
{
    private const long IdleBytes = 8_000_000,
        WorthwhileBytes = 8_000_000;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private readonly Timer timer;
    private long lastPoll,
        lastTrim;

    /// <summary>Releases what the start has allocated, then polls.</summary>
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
