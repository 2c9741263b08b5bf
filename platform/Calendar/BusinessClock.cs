using System.Globalization;

namespace Platform.Calendar;

/// <summary>
/// The clock of all legal dates: real time plus an offset, which can be moved in Development to test later events. The offset is stored
/// in a file that the processes of one machine share, so that a restart does not reset it. Tokens and retries use real time.
/// </summary>
public sealed class BusinessClock : TimeProvider
{
    private readonly string file;
    private readonly List<Action> listeners = [];
    private TimeSpan offset;

    /// <summary>Creates a clock whose offset is stored in a folder.</summary>
    public BusinessClock(string folder)
    {
        file = Path.Combine(folder, "clock");
        Reread();
    }

    /// <summary>How far the clock is ahead of real time.</summary>
    public TimeSpan Offset => offset;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;

    /// <summary>Reads the offset that another process, such as a second gateway, has set.</summary>
    public void Reread()
    {
        if (File.Exists(file))
        {
            offset = TimeSpan.FromTicks(long.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Sets the offset from real time.</summary>
    public void MoveTo(TimeSpan ahead)
    {
        offset = ahead;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // Another process may be reading the file at this moment.
        var fresh = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllText(fresh, ahead.Ticks.ToString(CultureInfo.InvariantCulture));
        File.Move(fresh, file, overwrite: true);
        lock (listeners)
        {
            listeners.ForEach(listener => listener());
        }
    }

    /// <summary>Registers a callback for every move of the clock, so that a watcher checks its deadlines at once.</summary>
    public void OnMoved(Action listener)
    {
        lock (listeners)
        {
            listeners.Add(listener);
        }
    }
}
