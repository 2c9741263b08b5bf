namespace Platform.AppHost.Hosting;

/// <summary>The tags of the servers' images, from <c>eng/local-images/images.env</c>: the versions that the tests run on.</summary>
internal static class ServerImages
{
    private static readonly Dictionary<string, string> Images = Read();

    public static string PostgresTag => TagOf("POSTGRES_IMAGE");

    public static string RabbitMqTag => TagOf("RABBITMQ_IMAGE");

    public static string RedisTag => TagOf("REDIS_IMAGE");

    private static string TagOf(string variable) => Images[variable].Split(':')[1];

    private static Dictionary<string, string> Read()
    {
        using var reader = new StreamReader(typeof(ServerImages).Assembly.GetManifestResourceStream("images.env")!);
        return reader.ReadToEnd().Split('\n').Where(line => line.Contains('=') && !line.StartsWith('#'))
            .Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1].Trim());
    }
}
