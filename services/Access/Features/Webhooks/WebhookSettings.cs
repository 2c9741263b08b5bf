using Platform.Access.Domain;
using Platform.ServiceDefaults;

namespace Platform.Access.Features.Webhooks;

/// <summary>How webhooks are delivered; configuration section <c>Access:Webhooks</c>.</summary>
internal sealed record WebhookSettings
{
    private const string Section = "Access:Webhooks";

    /// <summary>
    /// In Development only: http, any port, and addresses inside our own network, so that a partner's program can be tried on the same
    /// machine.
    /// </summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>The ports that an endpoint may have; 443 and 8443 when it is not set.</summary>
    public int[]? Ports { get; init; }

    /// <summary>The pauses between attempts; <see cref="RetrySchedule.Default"/> when it is not set.</summary>
    public TimeSpan[]? Pauses { get; init; }

    /// <summary>How long an endpoint may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>An endpoint that has only failed for so long is disabled.</summary>
    public TimeSpan DisableAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How long finished deliveries stay in the log.</summary>
    [ConfigurationKeyName("LogKept")]
    public TimeSpan LogRetention { get; init; } = TimeSpan.FromDays(30);

    public IReadOnlyList<int> PortsAllowed => Ports ?? [443, 8443];

    public IReadOnlyList<TimeSpan> Schedule => Pauses ?? RetrySchedule.Default;

    /// <summary>An attempt is taken to be lost with its process after so long: it has had its time, and some for the database.</summary>
    public TimeSpan Lease => Timeout * 2 + TimeSpan.FromSeconds(30);

    /// <summary>Registers the settings; what cannot be meant keeps the service from starting.</summary>
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
