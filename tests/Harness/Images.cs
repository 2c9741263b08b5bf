namespace Platform.Harness;

/// <summary>The container images of <c>eng/local-images/images.env</c>; an environment variable of the same name names another.</summary>
public static class Images
{
    private static readonly Dictionary<string, string> Names = Read();

    /// <summary>PostgreSQL.</summary>
    public static string Postgres => Named("POSTGRES_IMAGE");

    /// <summary>RabbitMQ with its management plugin.</summary>
    public static string RabbitMq => Named("RABBITMQ_IMAGE");

    /// <summary>Redis.</summary>
    public static string Redis => Named("REDIS_IMAGE");

    private static string Named(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } other ? other : Names[variable];

    private static Dictionary<string, string> Read()
    {
        using var file = new StreamReader(typeof(Images).Assembly.GetManifestResourceStream("images.env")!);
        return file.ReadToEnd().Split('\n')
            .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
            .ToDictionary(line => line.Split('=')[0], line => line.Split('=', 2)[1].Trim(), StringComparer.Ordinal);
    }
}
