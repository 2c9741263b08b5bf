using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Web;

/// <summary>A dead letter as the platform team sees it.</summary>
public sealed record DeadLetterView(
    Guid Id,
    string Consumer,
    Guid MessageId,
    string Type,
    string Subject,
    string Error,
    DateTimeOffset FailedAt
);

/// <summary>What became of a replay.</summary>
/// <param name="Consumed">Whether the event was taken; otherwise it is still a dead letter, with the new failure.</param>
public sealed record ReplayView(bool Consumed);

/// <summary>The endpoints <c>/dead-letters</c> of each service, for the platform team.</summary>
internal static class DeadLetterEndpoints
{
    public static void MapDeadLetters(this RouteGroupBuilder api)
    {
        var letters = api.MapGroup("/dead-letters").For(Roles.PlatformAdmin).WithTags("Operations");
        letters
            .MapGet(
                "",
                async Task<Answer<Page<DeadLetterView>>> (
                    [AsParameters] PageQuery page,
                    DeadLetters dead,
                    CancellationToken cancellationToken
                ) =>
                    await dead.All.PageAsync(
                        page,
                        letter => new DeadLetterView(
                            letter.Id,
                            letter.Consumer,
                            letter.MessageId,
                            letter.Type,
                            letter.Subject,
                            letter.Error,
                            letter.FailedAt
                        ),
                        cancellationToken
                    )
            )
            .WithSummary("Events that this service could not consume");
        letters
            .MapPost("{id:guid}/replay", async Task<Answer<ReplayView>> (Guid id, DeadLetters dead, CancellationToken cancellationToken) =>
                await dead.All.SingleOrDefaultAsync(letter => letter.Id == id, cancellationToken) is { } letter
                    ? new ReplayView(await dead.ReplayAsync(letter, cancellationToken))
                    : PlatformErrors.NotFound
            )
            .WithSummary("Retry a dead letter");
        letters
            .MapDelete("{id:guid}", async Task<Answer<NoContent>> (Guid id, DeadLetters dead, CancellationToken cancellationToken) =>
                await dead.DiscardAsync(id, cancellationToken) ? new NoContent() : PlatformErrors.NotFound
            )
            .WithSummary("Delete a dead letter");
    }
}
