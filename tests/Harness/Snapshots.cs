namespace Platform.Harness;

/// <summary>Compares texts with their committed versions, so that a change of what the public sees is reviewed.</summary>
public static class Snapshots
{
    private const string Update = "PLATFORM_UPDATE_SNAPSHOTS";

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Whether this run rewrites the committed texts.</summary>
    public static bool IsUpdate => Environment.GetEnvironmentVariable(Update) == "1";

    /// <summary>
    /// Returns how the text differs from the committed one; <see langword="null"/> when it does not, or when this run rewrites it.
    /// </summary>
    /// <param name="path">The path from the root of the repository.</param>
    /// <param name="text">The present text.</param>
    public static string? Difference(string path, string text)
    {
        var file = Path.Combine(Root, path);
        var present = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (IsUpdate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, present);
            return null;
        }

        var how = $"If this is meant, run with {Update}=1 and commit the difference.";
        if (!File.Exists(file))
        {
            return $"{path} is missing. {how}";
        }

        var committed = File.ReadAllText(file).ReplaceLineEndings("\n");
        if (committed == present)
        {
            return null;
        }

        var (was, now) = (committed.Split('\n'), present.Split('\n'));
        var line = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{path} differs from line {line + 1} on. {how}\ncommitted: {was.ElementAtOrDefault(line)}\npresent:   {now.ElementAtOrDefault(line)}";
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
