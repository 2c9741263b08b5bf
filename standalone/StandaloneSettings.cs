namespace Platform.Standalone;

/// <summary>What <c>./dev run</c> reads.</summary>
/// <param name="Url">The address of the gateway: <c>PLATFORM_URL</c>.</param>
/// <param name="Data">The folder with every service's database: <c>PLATFORM_DATA</c>.</param>
/// <param name="Sample">Whether sample data is loaded: <c>PLATFORM_SAMPLE</c>; by default when the folder is new.</param>
internal sealed record StandaloneSettings(string Url, string Data, bool Sample)
{
    public static StandaloneSettings FromEnvironment()
    {
        var data = Path.GetFullPath(Value("PLATFORM_DATA") ?? ".data");
        var sample = Value("PLATFORM_SAMPLE") is { } wanted
            ? bool.TryParse(wanted, out var yes) ? yes : throw new ArgumentException($"PLATFORM_SAMPLE is true or false, not {wanted}.")
            : !Directory.Exists(data) || !Directory.EnumerateFileSystemEntries(data).Any();
        return new(Value("PLATFORM_URL") ?? "http://localhost:8080", data, sample);
    }

    private static string? Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
