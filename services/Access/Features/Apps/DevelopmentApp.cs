using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Messaging;
using Platform.Web.Identity;

namespace Platform.Access.Features.Apps;

/// <summary>Creates one partner app in Development, so that client credentials can be tried.</summary>
internal sealed class DevelopmentApp(IServiceScopeFactory scopes) : IHostedService
{
    private const string ClientId = "partner-app",
        ClientSecret = "partner-app-secret";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDbContext>();
        if (await db.Apps.AnyAsync(app => app.ClientId == ClientId, cancellationToken))
        {
            return;
        }

        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        db.Add(
            new App
            {
                Id = Guid.CreateVersion7(),
                ClientId = ClientId,
                Name = "Partner app",
                Party = "party-partner-app",
                Roles = [Roles.Organisation, Roles.Buyer, Roles.Partner],
                Scopes = Scopes.All,
                Plan = Plans.Standard,
                Secrets = [AppSecrets.Of(ClientSecret, DateTimeOffset.UtcNow)],
                CreatedAt = DateTimeOffset.UtcNow,
            }
        );
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (Platform.Data.UniqueIndex.IsDuplicate(exception))
        {
            // Another replica has already created it.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
