using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Platform.Data;
using Platform.Messaging;

namespace Platform.Web.Identity;

/// <summary>
/// The facts about partner apps that every process needs and tokens do not contain. Access serves them at <see cref="Path"/>, inside the
/// platform only.
/// </summary>
/// <param name="Disabled">The client ids of disabled apps; their tokens are refused even before they expire.</param>
/// <param name="Origins">By client id, the web origins (RFC 6454) from which an app's pages may call; only apps that have some.</param>
public sealed record AppList(IReadOnlyList<string> Disabled, IReadOnlyDictionary<string, IReadOnlyList<string>> Origins)
{
    /// <summary>The path at Access; the gateway does not forward it.</summary>
    public const string Path = "/internal/apps";

    /// <summary>The list before the first answer of Access.</summary>
    public static AppList Empty { get; } = new([], new Dictionary<string, IReadOnlyList<string>>());
}

/// <summary>
/// The newest <see cref="AppList"/>, fetched every two seconds (<c>Identity:Apps:Every</c>), so that a disabled app is refused everywhere
/// within seconds. While Access is away the last list applies, also after a restart. Without an address of Access the list is empty.
/// </summary>
public sealed class AppDirectory : BackgroundLoop
{
    private readonly IConfiguration configuration;
    private readonly IssuerDocuments documents;
    private volatile AppList list = AppList.Empty;
    private volatile HashSet<string> disabled = [];
    private readonly TimeSpan every;
    private string text = "";
    private bool isAway;

    internal AppDirectory(IConfiguration configuration, IssuerDocuments documents, ILogger<AppDirectory> log)
        : base(log)
    {
        (this.configuration, this.documents) = (configuration, documents);
        every = configuration.GetValue("Identity:Apps:Every", TimeSpan.FromSeconds(2));
    }

    /// <summary>The newest list.</summary>
    public AppList List => list;

    /// <summary>Returns whether the tokens of an app are refused.</summary>
    public bool IsDisabled(string clientId) => disabled.Contains(clientId);

    /// <inheritdoc/>
    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            // In the standalone host, the services learn the address of Access only once all have started.
            if (configuration.GetSection("services:access:http").GetChildren().Any())
            {
                Update(await documents.GetDocumentAsync(TokenValidation.IssuerOf(configuration) + AppList.Path, cancellationToken));
            }

            isAway = false;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or TaskCanceledException or JsonException && !cancellationToken.IsCancellationRequested
            )
        {
            if (!isAway)
            {
                Log.LogWarning("Access does not say which apps are disabled ({Reason}); what it said last counts", exception.Message);
            }

            isAway = true;
        }

        return every;
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

/// <summary>The token is refused because its app is disabled.</summary>
internal sealed class AppDisabledException() : Exception("The app is disabled.");
