namespace Platform.LocalServers;

/// <summary>
/// The container images of the servers, from <c>eng/local-images/images.env</c>: <c>name:tag</c>, in the versions that the tests use.
/// </summary>
public static class ServerImages
{
    private static readonly Dictionary<string, string> Images = Read();

    /// <summary>PostgreSQL.</summary>
    public static string Postgres => Images["POSTGRES_IMAGE"];

    /// <summary>RabbitMQ with its management plugin.</summary>
    public static string RabbitMq => Images["RABBITMQ_IMAGE"];

    /// <summary>Redis.</summary>
    public static string Redis => Images["REDIS_IMAGE"];

    /// <summary>Returns the tag of an image.</summary>
    public static string TagOf(string image) => image.Split(':')[1];

    private static Dictionary<string, string> Read()
    {
        using var file = new StreamReader(typeof(ServerImages).Assembly.GetManifestResourceStream("images.env")!);
        return file.ReadToEnd()
            .Split('\n')
            .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
            .Select(line => line.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.Ordinal);
    }
}
