namespace Platform.Evaluation;

/// <summary>What <c>./dev run</c> reads, with <c>--services</c> or without.</summary>
/// <param name="Url">The address of the gateway: <c>PLATFORM_URL</c>.</param>
/// <param name="Data">The folder with everything that is kept: <c>PLATFORM_DATA</c>.</param>
/// <param name="Sample">Whether sample data is loaded: <c>PLATFORM_SAMPLE</c>; by default when the host has no data yet.</param>
public sealed record EvaluationSettings(string Url, string Data, bool Sample)
{
    /// <summary>The settings of this process.</summary>
    /// <param name="mark">A file or folder under <see cref="Data"/> that is there once the host has run.</param>
    /// <exception cref="ArgumentException">One is wrong; the message says which.</exception>
    public static EvaluationSettings FromEnvironment(string mark)
    {
        var data = Path.GetFullPath(Value("PLATFORM_DATA") ?? ".data");
        var sample = Value("PLATFORM_SAMPLE") is { } wanted
            ? bool.TryParse(wanted, out var yes) ? yes : throw new ArgumentException($"PLATFORM_SAMPLE is true or false, not {wanted}.")
            : !Path.Exists(Path.Combine(data, mark));
        var url = Value("PLATFORM_URL") ?? "http://localhost:8080";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp)
            throw new ArgumentException($"PLATFORM_URL is an address such as http://localhost:8080, not {url}.");
        try
        {
            Directory.CreateDirectory(data);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"PLATFORM_DATA is a folder of ours, not {data}: {exception.Message}");
        }

        return new(url, data, sample);
    }

    private static string? Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
