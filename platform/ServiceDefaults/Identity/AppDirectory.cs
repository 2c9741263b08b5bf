using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Http;

namespace Platform.ServiceDefaults.Identity;

/// <summary>
/// What every process has to know of the partner apps beyond their tokens. Access tells it at <see cref="Path"/>, inside only.
/// </summary>
/// <param name="Disabled">The apps, by client id, whose tokens count no more although they may still be running.</param>
/// <param name="Origins">The web origins (RFC 6454) from which an app's pages may call, by client id; only apps that have some.</param>
public sealed record AppList(IReadOnlyList<string> Disabled, IReadOnlyDictionary<string, IReadOnlyList<string>> Origins)
{
    /// <summary>Where Access tells it; the gateway forwards no such path.</summary>
    public const string Path = "/internal/apps";

    /// <summary>Before anything is known.</summary>
    public static AppList Empty { get; } = new([], new Dictionary<string, IReadOnlyList<string>>());
}

/// <summary>
/// The newest <see cref="AppList"/>, asked for every other second (<c>Identity:Apps:Every</c>), so that a disabled app is denied
/// everywhere within seconds. While Access is away the last one counts, also after a restart. With an issuer of somebody else's there is
/// none.
/// </summary>
public sealed class AppDirectory : BackgroundService
{
    private readonly IConfiguration configuration;
    private readonly IssuerDocuments documents;
    private readonly ILogger<AppDirectory> log;
    private volatile AppList list = AppList.Empty;
    private volatile HashSet<string> disabled = [];
    private string text = "";

    internal AppDirectory(IConfiguration configuration, IssuerDocuments documents, ILogger<AppDirectory> log) =>
        (this.configuration, this.documents, this.log) = (configuration, documents, log);

    /// <summary>The newest list.</summary>
    public AppList List => list;

    /// <summary>Whether the tokens of an app count no more.</summary>
    public bool IsDisabled(string clientId) => disabled.Contains(clientId);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var every = configuration.GetValue("Identity:Apps:Every", TimeSpan.FromSeconds(2));
        var failed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // In one process the services learn where Access is once all have started.
                if (configuration.GetSection("services:access:http").GetChildren().Any())
                {
                    Update(await documents.GetDocumentAsync(TokenValidation.IssuerOf(configuration) + AppList.Path, stoppingToken));
                }

                failed = false;
            }
            catch (Exception exception)
                when (exception is HttpRequestException or TaskCanceledException or JsonException && !stoppingToken.IsCancellationRequested
                )
            {
                if (!failed)
                {
                    log.LogWarning("Access does not say which apps are disabled ({Reason}); what it said last counts", exception.Message);
                }

                failed = true;
            }

            await Task.Delay(every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Update(string next)
    {
        if (next == text)
        {
            return;
        }

        list = JsonSerializer.Deserialize<AppList>(next, PlatformJson.Stored)!;
        disabled = [.. list.Disabled];
        text = next;
    }
}

/// <summary>Why a token does not count whose app is disabled.</summary>
internal sealed class AppDisabledException() : Exception("The app is disabled.");
