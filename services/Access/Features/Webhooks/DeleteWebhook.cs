using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Access.Features.Webhooks;

/// <summary>Deletes a webhook and its log.</summary>
internal static class DeleteWebhook
{
    public static void Map(RouteGroupBuilder webhooks) =>
        webhooks.MapDelete("{id:guid}", HandleAsync).WithSummary("Delete a webhook and its log");

    private static Task<Answer<NoContent>> HandleAsync(Guid id, Command command, Webhooks webhooks) => webhooks.DeleteAsync(id, command);
}
