using Platform.Access.Data;
using Platform.Access.Features.Apps;
using Platform.Access.Features.Feed;
using Platform.Access.Features.Notices;
using Platform.Access.Features.Tokens;
using Platform.ServiceDefaults;

namespace Platform.Access;

/// <summary>Who may call: tokens and partner apps; and what happened: the event feed and notices.</summary>
public static class AccessModule
{
    public static void AddAccess(this IHostApplicationBuilder builder)
    {
        builder.AddService<AccessDbContext>("access");
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddSingleton<MailSignal>();
        builder.Services.AddHostedService<MailWorker>();
        if (builder.Environment.IsDevelopment())
            builder.Services.AddHostedService<DevelopmentApp>();
    }

    public static void MapAccess(this WebApplication app)
    {
        var api = app.MapService();
        IssueToken.Map(app);
        PublishKeys.Map(app);
        ManageApps.Map(api);
        ReadNotices.Map(api);
        ReadFeed.Map(api);
    }
}
