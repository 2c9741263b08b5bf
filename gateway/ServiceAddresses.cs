using Platform.Data;

namespace Platform.Gateway;

/// <summary>The addresses of the services, from Aspire's settings <c>services:{name}:http:{n}</c>.</summary>
internal sealed class ServiceAddresses(IConfiguration configuration, ILogger<ServiceAddresses> log)
{
    public IEnumerable<(string Service, string Address)> All =>
        configuration
            .GetSection("services")
            .GetChildren()
            .SelectMany(service => Of(service.Key, configuration).Select(address => (service.Key, address)));

    public static IEnumerable<string> Of(string service, IConfiguration configuration) =>
        configuration.GetSection($"services:{service}:http").GetChildren().Select(address => address.Value).OfType<string>();

    /// <summary>The services with the addresses of their processes.</summary>
    public IEnumerable<IGrouping<string, string>> ByService => All.GroupBy(found => found.Service, found => found.Address);

    /// <summary>Sends the same POST to every process of every service; a process that is away is skipped.</summary>
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
