using System.Globalization;

namespace Platform.Harness;

/// <summary>A process that runs on this machine (Linux).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Started">When it started, in clock ticks. Together with the id, it identifies the process even after its parent has
/// ended.</param>
/// <param name="Parent">The id of its parent.</param>
/// <param name="Command">Its command line.</param>
public sealed record RunningProcess(int Id, string Started, int Parent, string Command)
{
    /// <summary>Returns a process and all its descendants.</summary>
    public static IReadOnlyList<RunningProcess> FamilyOf(int processId)
    {
        var running = All().ToList();
        var children = running.ToLookup(process => process.Parent);
        var found = running.Where(process => process.Id == processId).ToList();
        for (var next = 0; next < found.Count; next++)
        {
            found.AddRange(children[found[next].Id]);
        }

        return found;
    }

    /// <summary>
    /// Returns the processes that have an environment variable with this value, such as the descendants of one that was started with it.
    /// </summary>
    public static IEnumerable<RunningProcess> With(string variable, string value) =>
        All().Where(process => process.Read("environ").Split('\0').Contains($"{variable}={value}"));

    /// <summary>Returns the processes that run on this machine.</summary>
    public static IEnumerable<RunningProcess> All() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => char.IsAsciiDigit(name![0]))
            .Select(name => Find(int.Parse(name!, CultureInfo.InvariantCulture)))
            .OfType<RunningProcess>();

    /// <inheritdoc/>
    public bool Equals(RunningProcess? other) => (Id, Started) == (other?.Id, other?.Started);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Started);

    /// <summary>
    /// Returns a process, or null when it has ended (proc(5): after the name come the state, the parent, …; the 22nd field is the start
    /// time).
    /// </summary>
    private static RunningProcess? Find(int id)
    {
        // The name in the second field may contain spaces and brackets.
        var fields = Read(id, "stat").Split(") ")[^1].Split(' ');
        // A process that has ended is a zombie until its parent waits for it.
        return fields.Length < 20 || fields[0] is "Z" or "X"
            ? null
            : new(id, fields[19], int.Parse(fields[1], CultureInfo.InvariantCulture), Read(id, "cmdline").Replace('\0', ' ').Trim());
    }

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or it belongs to another user.
            return "";
        }
    }

    private string Read(string file) => Read(Id, file);
}
