using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Platform.Contracts.Registry.V1;
using Platform.Data;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Messaging.Tests;

/// <summary>One more book on a shelf, as every service writes: through the write filter. A test may come between its steps.</summary>
internal static class ShelveBook
{
    internal sealed record Response(int Books);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost(
                "/shelves/{id:guid}/books",
                async Task<Answer<Response>> (
                    Guid id,
                    ShelfDbContext db,
                    Interruption interruption,
                    CancellationToken cancellationToken
                ) =>
                {
                    await interruption.At(Step.Begun);
                    var shelf = await db.Shelves.SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
                    if (shelf is null)
                    {
                        db.Add(shelf = new Shelf { Id = id });
                    }

                    shelf.Books++;
                    db.Publish(
                        shelf,
                        new ReportFiled { OrganisationId = id, Year = 2000 + shelf.Books },
                        Audience.Public,
                        DateTimeOffset.UnixEpoch
                    );
                    await interruption.At(Step.Decided);
                    if (await db.SaveUniqueAsync(PlatformErrors.LostRace, cancellationToken) is { } duplicate)
                    {
                        return duplicate;
                    }

                    await interruption.At(Step.Saved);
                    return interruption.Refuses ? PlatformErrors.LostRace : new Response(shelf.Books);
                }
            )
            .For(Roles.Registrar);
}

internal enum Step
{
    Begun,
    Decided,

    /// <summary>EF Core has saved and releases its savepoint.</summary>
    Releasing,
    Saved,
}

/// <summary>What a test does in the middle of a request.</summary>
internal sealed class Interruption : DbTransactionInterceptor
{
    public Func<Step, Task> At { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whether the request is refused in the end, so that what it saved is undone.</summary>
    public bool Refuses { get; set; }

    public override async ValueTask<InterceptionResult> ReleasingSavepointAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        await At(Step.Releasing);
        return result;
    }
}
