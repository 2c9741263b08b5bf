using Platform.Access.Domain.Webhooks;
using Platform.Web;

namespace Platform.Access.Features.Webhooks;

/// <summary>The settings of webhook delivery; configuration section <c>Access:Webhooks</c>.</summary>
internal sealed record WebhookSettings
{
    private const string Section = "Access:Webhooks";

    /// <summary>
    /// Allows http, any port, and addresses inside our own network, so that a partner's program can be tried on the same machine. In
    /// Development only.
    /// </summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>The ports that an endpoint may use; 443 and 8443 when not set.</summary>
    public int[]? Ports { get; init; }

    /// <summary>The pauses between attempts; <see cref="RetrySchedule.Default"/> when not set.</summary>
    public TimeSpan[]? Pauses { get; init; }

    /// <summary>The time within which an endpoint must answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time after which an endpoint that only fails is disabled.</summary>
    public TimeSpan DisableAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How long finished deliveries stay in the log.</summary>
    [ConfigurationKeyName("LogKept")]
    public TimeSpan LogRetention { get; init; } = TimeSpan.FromDays(30);

    public IReadOnlyList<int> PortsAllowed => Ports ?? [443, 8443];

    public IReadOnlyList<TimeSpan> Schedule => Pauses ?? RetrySchedule.Default;

    /// <summary>
    /// The time after which an attempt is considered lost with its process: it covers the timeout and some time for the database.
    /// </summary>
    public TimeSpan Lease => Timeout * 2 + TimeSpan.FromSeconds(30);

    /// <summary>Registers the settings. With an invalid setting the service does not start.</summary>
    public static void AddTo(IHostApplicationBuilder builder)
    {
        var settings = new WebhookSettings();
        try
        {
            settings = builder.Configuration.GetSection(Section).Get<WebhookSettings>() ?? settings;
        }
        catch (InvalidOperationException exception)
        {
            builder.Services.AddSingleton(new InvalidSetting($"{Section} cannot be read: {exception.Message}"));
        }

        if (settings.AllowPrivateAddresses && !builder.Environment.IsDevelopment())
        {
            builder.Services.AddSingleton(
                new InvalidSetting(
                    $"{Section}:{nameof(AllowPrivateAddresses)} is for Development: here it would let any app reach into this network. Remove it"
                )
            );
        }

        builder.Services.AddSingleton(settings);
    }
}
