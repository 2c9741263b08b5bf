using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Platform.ServiceDefaults.Time;

/// <summary>
/// The clock of everything legal: real time, moved in Development to try what happens later. The offset is kept in a file that the
/// processes of one machine share, so that a restart does not travel back. Tokens and retries keep real time.
/// </summary>
public sealed class BusinessClock : TimeProvider
{
    private readonly string file;
    private readonly List<Action> listeners = [];
    private TimeSpan offset;

    /// <summary>A clock whose offset is kept in the folder <c>Platform:Data</c>.</summary>
    public BusinessClock(IConfiguration configuration)
    {
        file = Path.Combine(configuration["Platform:Data"] ?? ".data", "clock");
        Reread();
    }

    /// <summary>How far the clock is ahead of real time.</summary>
    public TimeSpan Offset => offset;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;

    /// <summary>Learns what another process, such as a second gateway, has set.</summary>
    public void Reread()
    {
        if (File.Exists(file))
        {
            offset = TimeSpan.FromTicks(long.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Sets how far the clock is ahead of real time.</summary>
    public void MoveTo(TimeSpan ahead)
    {
        offset = ahead;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // Another process may be reading it just now.
        var fresh = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllText(fresh, ahead.Ticks.ToString(CultureInfo.InvariantCulture));
        File.Move(fresh, file, overwrite: true);
        lock (listeners)
        {
            listeners.ForEach(listener => listener());
        }
    }

    /// <summary>Calls back whenever the clock is moved: a watcher of deadlines looks again at once.</summary>
    public void OnMoved(Action listener)
    {
        lock (listeners)
        {
            listeners.Add(listener);
        }
    }
}
