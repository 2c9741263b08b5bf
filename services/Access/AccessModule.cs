using Platform.Access.Data;
using Platform.Access.Features.Apps;
using Platform.Access.Features.Feed;
using Platform.Access.Features.Notices;
using Platform.Access.Features.Tokens;
using Platform.Access.Features.Usage;
using Platform.Access.Features.Webhooks;
using Platform.Web;
using Platform.Web.Identity;

namespace Platform.Access;

/// <summary>The Access service: tokens and partner apps, the event feed, webhooks and notices.</summary>
public static class AccessModule
{
    public static void AddAccess(this IHostApplicationBuilder builder)
    {
        builder.AddService<AccessDbContext>("access");
        builder.Services.AddScoped<Apps>();
        builder.Services.AddScoped<Webhooks>();
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddSingleton<Plans>();
        builder.Services.AddSingleton<FeedSignal>();
        builder.Services.AddSingleton<FeedWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FeedWatch>());
        MailWorker.AddTo(builder);
        WebhookSettings.AddTo(builder);
        builder.Services.AddSingleton<ResolveHost>(System.Net.Dns.GetHostAddressesAsync);
        builder.Services.AddSingleton<WebhookAddresses>();
        builder.Services.AddSingleton<WebhookClient>();
        builder.Services.AddSingleton<WebhookSignal>();
        builder.Services.AddSingleton<AttemptDelivery>();
        builder.Services.AddHostedService<DeliverWebhooks>();
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddHostedService<DevelopmentApp>();
        }
    }

    public static void MapAccess(this WebApplication app)
    {
        var api = app.MapService();
        IssueToken.Map(app);
        PublishKeys.Map(app);
        var apps = api.MapGroup("/apps").For(Roles.PlatformAdmin).WithTags("Apps");
        CreateApp.Map(apps);
        ReadApps.Map(apps);
        RotateSecret.Map(apps);
        ReplaceOrigins.Map(apps);
        DisableApp.Map(apps);
        GetAppList.Map(app);
        StoreUsage.Map(app);
        ReadUsage.Map(api);
        ReadNotices.Map(api);
        ReadFeed.Map(api);
        var webhooks = api.MapGroup("/webhooks").ForSignedIn().WithTags("Webhooks");
        CreateWebhook.Map(webhooks);
        ReadWebhooks.Map(webhooks);
        DeleteWebhook.Map(webhooks);
        RotateWebhookSecret.Map(webhooks);
        EnableWebhook.Map(webhooks);
        ReplayEvents.Map(api);
        ReadDeliveries.Map(api);
    }
}
