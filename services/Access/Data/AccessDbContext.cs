using Microsoft.EntityFrameworkCore;
using Platform.Data;

namespace Platform.Access.Data;

internal sealed class AccessDbContext(DbContextOptions<AccessDbContext> options) : ServiceDbContext(options)
{
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<App> Apps => Set<App>();

    public DbSet<UsageDay> UsageDays => Set<UsageDay>();

    public DbSet<FeedEvent> Feed => Set<FeedEvent>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<NoticeRead> NoticesRead => Set<NoticeRead>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<WebhookSubscription> WebhookSubscriptions => Set<WebhookSubscription>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<App>(app =>
        {
            app.HasIndex(row => row.ClientId).IsUnique();
            app.Property(row => row.Roles).AsJson();
            app.Property(row => row.Scopes).AsJson();
            app.Property(row => row.Origins).AsJson();
            app.HasIndex(row => row.DisabledAt).HasFilter("\"DisabledAt\" IS NOT NULL");
            app.HasIndex(row => row.HasOrigins).HasFilter("\"HasOrigins\"");
            app.Property(row => row.Secrets).AsJson();
        });
        modelBuilder
            .Entity<UsageDay>()
            .HasKey(row => new
            {
                row.ClientId,
                row.Day,
                row.Service,
            });
        modelBuilder.Entity<UsageGateway>().ToTable("UsageGateways").HasKey(row => row.Gateway);
        modelBuilder.Entity<FeedEvent>(feed =>
        {
            feed.HasKey(row => row.Position);
            feed.Property(row => row.Position).ValueGeneratedOnAdd();
            feed.HasIndex(row => row.Id).IsUnique();
            feed.HasIndex(row => row.Time);
            feed.Property(row => row.Audience).AsJson();
        });
        modelBuilder.Entity<Notice>(notice =>
        {
            notice.HasIndex(row => new { row.Recipient, row.Id });
            notice.HasIndex(row => new { row.EventId, row.Recipient }).IsUnique();
            notice.HasIndex(row => row.Mailed);
        });
        modelBuilder.Entity<NoticeRead>().HasKey(row => new { row.NoticeId, row.Subject });
        modelBuilder.Entity<Webhook>(webhook =>
        {
            webhook.HasIndex(row => row.Party);
            webhook.HasIndex(row => row.ClientId);
            webhook.Property(row => row.EventTypes).AsJson();
            webhook.Property(row => row.Secrets).AsJson();
        });
        modelBuilder.Entity<WebhookSubscription>(subscription =>
        {
            subscription.HasKey(row => new { row.EventType, row.WebhookId });
            subscription.HasOne<Webhook>().WithMany().HasForeignKey(row => row.WebhookId);
        });
        modelBuilder.Entity<WebhookDelivery>(delivery =>
        {
            delivery.HasIndex(row => row.DueAt);
            delivery.HasIndex(row => row.FinishedAt);
            delivery.HasIndex(row => new { row.WebhookId, row.Id });
            delivery.HasIndex(row => new { row.WebhookId, row.EventId }).IsUnique();
            delivery.Property(row => row.Log).AsJson();
            delivery.HasOne<Webhook>().WithMany().HasForeignKey(row => row.WebhookId);
        });
    }
}
