using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Access.Features.Apps;

/// <summary>Disables an app: it gets no more tokens, and those that it has are refused.</summary>
internal static class DisableApp
{
    public static void Map(RouteGroupBuilder apps) => apps.MapPost("{id:guid}/disable", HandleAsync).WithSummary("Disable an app");

    private static Task<Answer<AppView>> HandleAsync(Guid id, Command command, Apps apps) =>
        apps.ChangeAsync(id, command, app => app.Disable(DateTimeOffset.UtcNow));
}
