namespace Platform.Evaluation;

/// <summary>What <c>./dev run</c> and the AppHost read.</summary>
/// <param name="Url">The address of the gateway: <c>PLATFORM_URL</c>.</param>
/// <param name="Data">The folder with everything that is kept: <c>PLATFORM_DATA</c>.</param>
/// <param name="Sample">Whether sample data is loaded: <c>PLATFORM_SAMPLE</c>; by default until a start has been completed once.</param>
/// <param name="Storage">What stores the data: each kind begins empty, so each has sample data of its own.</param>
public sealed record EvaluationSettings(string Url, string Data, bool Sample, string Storage)
{
    private string StartedFile => Path.Combine(Data, $".started-{Storage}");

    /// <summary>Reads the settings.</summary>
    /// <param name="valueOf">Gives the value of a variable.</param>
    /// <param name="defaultData">The folder for the data when <c>PLATFORM_DATA</c> names none.</param>
    /// <param name="storage">What stores the data.</param>
    /// <exception cref="ArgumentException">One is wrong; the message says which.</exception>
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

    /// <summary>Records that a start has been completed: a start that was broken off is no reason to go without sample data.</summary>
    public void MarkStarted() => File.WriteAllBytes(StartedFile, []);
}
