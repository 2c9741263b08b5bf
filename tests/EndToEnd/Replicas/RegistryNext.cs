using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Registry;
using Platform.Registry.Data;
using Platform.Web;

namespace Platform.EndToEnd.Tests.Replicas;

/// <summary>
/// The registry as its next version could be: one nullable column more, which it fills, one member more in an event, and a consumer that
/// reads the member where it is there. Its migration only adds, so that the present version goes on beside it.
/// </summary>
internal static class RegistryNext
{
    public const string Nickname = "N+1",
        Migration = "20990101000000_AddNickname";

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddRegistry([typeof(NoteNicknameWhenOrganisationRegistered)]);
        builder.Services.ConfigureDbContext<RegistryDbContext>(options =>
            options
                .ReplaceService<IModelCustomizer, OneColumnMore>()
                .AddInterceptors(new FillsIt())
                // What the model has more is what the statements below add.
                .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
        );
        var app = builder.Build();
        app.MapRegistry();
        if (args.Contains("--migrate"))
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope
                .ServiceProvider.GetRequiredService<RegistryDbContext>()
                .Database.ExecuteSqlAsync(
                    $"""
                    ALTER TABLE "Organisations" ADD COLUMN "Nickname" text NULL;
                    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ({Migration}, '99.0.0');
                    """
                );
        }

        return await app.RunPlatformAsync(args);
    }

    private sealed class OneColumnMore(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.Entity<OrganisationRow>().Property<string?>("Nickname");
        }
    }

    private sealed class FillsIt : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            foreach (
                var added in eventData.Context!.ChangeTracker.Entries<OrganisationRow>().Where(entry => entry.State == EntityState.Added)
            )
            {
                added.Property("Nickname").CurrentValue = Nickname;
            }

            foreach (
                var staged in eventData.Context.ChangeTracker.Entries<OutboxMessage>().Where(entry => entry.State == EntityState.Added)
            )
            {
                var body = JsonNode.Parse(staged.Entity.Body)!;
                body["nickname"] = Nickname;
                staged.Entity.Body = body.ToJsonString();
            }

            return ValueTask.FromResult(result);
        }
    }
}

/// <summary>Notes the member that events of the next version have, and that it is missing in those of the present one.</summary>
[ConsumerName("note-nickname-when-organisation-registered")]
internal sealed class NoteNicknameWhenOrganisationRegistered(RegistryDbContext db) : IEventConsumer<OrganisationRegistered>
{
    public const string With = "with nickname",
        Without = "without nickname";

    public Task ConsumeAsync(Delivery<OrganisationRegistered> delivery)
    {
        var nickname = JsonNode.Parse(delivery.Envelope.Body)!["nickname"]?.GetValue<string>();
        db.Add(
            new HistoryEntry
            {
                Id = Guid.CreateVersion7(),
                SubjectId = delivery.Event.Organisation.OrganisationId,
                At = DateTimeOffset.UtcNow,
                ByRole = "next",
                By = "next",
                What = nickname == RegistryNext.Nickname ? With : Without,
            }
        );
        return Task.CompletedTask;
    }
}
