using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Access.Features.Apps;

/// <summary>Adds a secret to an app, and revokes one.</summary>
internal static class RotateSecret
{
    public static void Map(RouteGroupBuilder apps)
    {
        apps.MapPost("{id:guid}/secrets", AddAsync)
            .Creates()
            .WithMetadata(new SecretAnswer())
            .Refuses("access.app-disabled")
            .WithSummary("Add a secret to an app; it is shown once");
        apps.MapDelete("{id:guid}/secrets/{secretId:guid}", RemoveAsync).WithSummary("Revoke a secret of an app");
    }

    private static Task<Answer<SecretView>> AddAsync(Guid id, Command command, Apps apps)
    {
        var text = AppSecrets.NewText();
        return apps.ChangeAsync(
            id,
            command,
            app => app.Add(AppSecrets.Of(text, command.Now)),
            app => SecretView.Of(app.Secrets[^1], text)
        );
    }

    private static Task<Answer<NoContent>> RemoveAsync(Guid id, Guid secretId, Command command, Apps apps) =>
        apps.ChangeAsync(id, command, app => app.Remove(secretId), _ => new NoContent());
}
