using System.Net;
using Microsoft.Extensions.Configuration;
using Platform.LocalServers;

namespace Platform.AppHost.Hosting;

/// <summary>The addresses of Aspire's dashboard: those of <c>launchSettings.json</c>, also for a start without it.</summary>
internal static class DashboardAddresses
{
    private static readonly (string Variable, string Address, string What)[] Defaults =
    [
        ("ASPNETCORE_URLS", "http://localhost:15080", "dashboard"),
        ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:19080", "dashboard's telemetry receiver (OTLP)"),
        ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "http://localhost:18080", "dashboard's resource service"),
    ];

    /// <summary>Sets the variables that are not set.</summary>
    public static void SetDefaults()
    {
        SetDefault("DOTNET_ENVIRONMENT", "Development");
        SetDefault("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        foreach (var (variable, address, _) in Defaults)
        {
            SetDefault(variable, address);
        }
    }

    /// <summary>Refuses to start when another program, or the gateway, uses one of the dashboard's addresses.</summary>
    /// <exception cref="SettingException">An address is in use.</exception>
    public static void RequireFree(IConfiguration configuration, Uri gateway)
    {
        var named = new Dictionary<int, string> { [gateway.Port] = "PLATFORM_URL" };
        foreach (var (variable, _, what) in Defaults)
        {
            if (
                configuration[variable] is not { Length: > 0 } value
                || !Uri.TryCreate(value.Split(';')[0], UriKind.Absolute, out var address)
                || address.Port <= 0
            )
            {
                continue;
            }

            if (!named.TryAdd(address.Port, variable))
            {
                throw new SettingException(
                    $"{variable} and {named[address.Port]} name the same port, {address.Port}: change one of them."
                );
            }

            if (!Ports.IsFree(IPAddress.Loopback, address.Port))
            {
                throw new SettingException(
                    $"Aspire's {what} cannot listen on {value}: another program does. Set {variable} to another address."
                );
            }
        }
    }

    /// <summary>Returns the dashboard's address with the sign-in token.</summary>
    public static string LoginUrl(IConfiguration configuration)
    {
        var dashboard = (configuration["ASPNETCORE_URLS"] ?? "").Split(';')[0].TrimEnd('/');
        return configuration["AppHost:BrowserToken"] is { Length: > 0 } token ? $"{dashboard}/login?t={token}" : dashboard;
    }

    private static void SetDefault(string variable, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
        {
            Environment.SetEnvironmentVariable(variable, value);
        }
    }
}
