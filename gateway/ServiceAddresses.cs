using Platform.ServiceDefaults.Http;

namespace Platform.Gateway;

/// <summary>Where the services are: <c>services:{name}:http:{n}</c>, the names that Aspire gives.</summary>
internal sealed class ServiceAddresses(IConfiguration configuration, ILogger<ServiceAddresses> log)
{
    public IEnumerable<(string Service, string Address)> All =>
        configuration
            .GetSection("services")
            .GetChildren()
            .SelectMany(service => Of(service.Key, configuration).Select(address => (service.Key, address)));

    public static IEnumerable<string> Of(string service, IConfiguration configuration) =>
        configuration.GetSection($"services:{service}:http").GetChildren().Select(address => address.Value).OfType<string>();

    /// <summary>The services, each with the addresses of its processes.</summary>
    public IEnumerable<IGrouping<string, string>> ByService => All.GroupBy(found => found.Service, found => found.Address);

    /// <summary>The same POST to every process of every service; one that is away is left out.</summary>
    public async Task PostToAllAsync<T>(IHttpClientFactory clients, string path, T body)
    {
        using var client = clients.CreateClient();
        foreach (var (_, address) in All)
        {
            try
            {
                (await client.PostAsJsonAsync(new Uri(new Uri(address), path), body, PlatformJson.Options)).EnsureSuccessStatusCode();
            }
            catch (HttpRequestException exception) when (exception.StatusCode is null)
            {
                log.LogWarning("{Address} cannot be told of {Path}: {Reason}", address, path, exception.Message);
            }
        }
    }
}
