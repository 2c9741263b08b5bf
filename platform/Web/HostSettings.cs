using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Platform.ServiceDefaults;

namespace Platform.Web;

/// <summary>
/// Validates the settings of a process before anything starts. An error that waiting cannot fix is one line that says what to set.
/// </summary>
internal static class HostSettings
{
    private static readonly string[] BrokerSchemes = ["amqp", "amqps", "rabbitmq", "rabbitmqs"];

    /// <summary>Returns the error, or <see langword="null"/> when the settings are valid.</summary>
    /// <param name="configuration">The process's settings.</param>
    /// <param name="service">The service's name; <see langword="null"/> for the gateway.</param>
    public static string? Validate(IConfiguration configuration, string? service) =>
        (service is null ? null : DatabaseOf(configuration, service))
        ?? Broker(configuration)
        ?? Listening(configuration)
        ?? Addresses(configuration)
        ?? Issuer(configuration)
        ?? Drain(configuration)
        ?? Prometheus(configuration);

    private static string? DatabaseOf(IConfiguration configuration, string service)
    {
        if (configuration.GetConnectionString(service + "db") is not { } text)
        {
            return null;
        }

        string reason;
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            if (parts is { Host.Length: > 0, Database.Length: > 0 })
            {
                return null;
            }

            reason = "Host or Database is missing";
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            reason = exception.Message;
        }

        return $"ConnectionStrings:{service}db cannot be read ({reason}): set it to Host=…;Port=…;Username=…;Password=…;Database={service}";
    }

    private static string? Broker(IConfiguration configuration) =>
        configuration.GetConnectionString("messaging") is { } text
        && !(Uri.TryCreate(text, UriKind.Absolute, out var broker) && BrokerSchemes.Contains(broker.Scheme) && broker.Host.Length > 0)
            ? "ConnectionStrings:messaging cannot be read: set it to amqp://user:password@host:port"
            : null;

    private static string? Listening(IConfiguration configuration)
    {
        foreach (
            var address in configuration[WebHostDefaults.ServerUrlsKey]
                ?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []
        )
        {
            if (!CanListen(address))
            {
                return $"ASPNETCORE_URLS is not an address to listen on ({address}): set it to http://host:port; TLS ends in front of the platform";
            }
        }

        return null;
    }

    private static bool CanListen(string address)
    {
        try
        {
            return BindingAddress.Parse(address).Scheme == Uri.UriSchemeHttp;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string? Addresses(IConfiguration configuration)
    {
        var seen = new Dictionary<Uri, string>();
        foreach (var service in configuration.GetSection("services").GetChildren())
        {
            foreach (var setting in service.GetSection("http").GetChildren())
            {
                if (!IsHttp(setting.Value, out var address))
                {
                    return $"{setting.Path} is not an address ({setting.Value}): set it to http://host:port";
                }

                if (!seen.TryAdd(address, setting.Path))
                {
                    return $"{seen[address]} and {setting.Path} are the same address, {setting.Value}: each process of a service has its own";
                }
            }
        }

        return null;
    }

    private static string? Issuer(IConfiguration configuration) =>
        configuration["Identity:Issuer"] is { } text && !IsHttp(text, out _)
            ? $"Identity:Issuer is not an address ({text}): set it to the public address of the platform, such as https://platform.example"
            : null;

    private static string? Drain(IConfiguration configuration) =>
        configuration[Draining.Setting] is { } text && !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? $"{Draining.Setting} is not a length of time ({text}): set it to hours:minutes:seconds, such as 00:00:05"
            : null;

    private static string? Prometheus(IConfiguration configuration)
    {
        if (configuration[TelemetryRegistration.PrometheusPort] is not { Length: > 0 } text)
        {
            return null;
        }

        var listening = configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls
            ? urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(address => BindingAddress.Parse(address).Port)
            : (configuration[WebHostDefaults.HttpPortsKey] ?? "")
                .Split(';')
                .Select(part => int.TryParse(part, out var httpPort) ? httpPort : 0);
        return TelemetryRegistration.TryGetPrometheusPort(configuration, out var port) && listening.Contains(port)
            ? null
            : $"{TelemetryRegistration.PrometheusPort} is none of the ports that this process listens on ({text}): add it to ASPNETCORE_URLS (HTTP_PORTS in a container)";
    }

    private static bool IsHttp(string? text, out Uri address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address!)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
