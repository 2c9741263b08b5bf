namespace Platform.Evaluation;

/// <summary>The settings of <c>./dev run</c> and the AppHost.</summary>
/// <param name="Url">The address of the gateway: <c>PLATFORM_URL</c>.</param>
/// <param name="Data">The folder for all stored data: <c>PLATFORM_DATA</c>.</param>
/// <param name="Sample">Whether to load sample data: <c>PLATFORM_SAMPLE</c>; by default until a start has completed once.</param>
/// <param name="Storage">The kind of storage. Each kind begins empty, so each has its own sample data.</param>
public sealed record EvaluationSettings(string Url, string Data, bool Sample, string Storage)
{
    private string StartedFile => Path.Combine(Data, $".started-{Storage}");

    /// <summary>Reads the settings.</summary>
    /// <param name="valueOf">Returns the value of a variable.</param>
    /// <param name="defaultData">The data folder when <c>PLATFORM_DATA</c> is not set.</param>
    /// <param name="storage">The kind of storage.</param>
    /// <exception cref="ArgumentException">A setting is invalid; the message says which.</exception>
    public static EvaluationSettings Read(Func<string, string?> valueOf, string defaultData, string storage)
    {
        var url = Value("PLATFORM_URL") ?? "http://localhost:8080";
        var settings = new EvaluationSettings(url, Path.GetFullPath(Value("PLATFORM_DATA") ?? defaultData), Sample: false, storage);
        if (!Uri.TryCreate(settings.Url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp)
        {
            throw new ArgumentException($"PLATFORM_URL is an address such as http://localhost:8080, not {settings.Url}.");
        }

        try
        {
            Directory.CreateDirectory(settings.Data);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"PLATFORM_DATA is a folder of ours, not {settings.Data}: {exception.Message}");
        }

        return Value("PLATFORM_SAMPLE") is not { } wanted ? settings with { Sample = !File.Exists(settings.StartedFile) }
            : bool.TryParse(wanted, out var sample) ? settings with { Sample = sample }
            : throw new ArgumentException($"PLATFORM_SAMPLE is true or false, not {wanted}.");

        string? Value(string name) => valueOf(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>Records that a start has completed. After an interrupted start, sample data is still loaded by default.</summary>
    public void MarkStarted() => File.WriteAllBytes(StartedFile, []);
}
