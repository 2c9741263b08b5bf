using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Data;
using Platform.Messaging;
using Platform.Web.Audit;
using Platform.Web.Errors;

namespace Platform.Web.Http;

/// <summary>
/// Endpoint metadata: the handler reads the body as a stream, and then opens its own transaction with <see cref="Writes.RunAsync"/>.
/// </summary>
public sealed record StreamsBody;

/// <summary>
/// Runs every handler that writes in one transaction, in which the effect, its events, the official's audit entry and the idempotency
/// record are committed together. The answer is sent only after the commit; a refusal rolls everything back.
/// </summary>
public static class Writes
{
    internal static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<StreamsBody>() is not null)
        {
            return await next(context);
        }

        return await WriteAsync(http, await HashBodyAsync(http), AuditRecorder.BodyAmong(http, context.Arguments), async () =>
            (Answer)(await next(context) ?? throw new InvalidOperationException($"{http.GetEndpoint()?.DisplayName} gave no Answer."))
        );
    }

    /// <summary>Runs a write in its own transaction.</summary>
    /// <param name="http">The request.</param>
    /// <param name="bodyHash">The hash of the request body, which is compared for an <c>Idempotency-Key</c>.</param>
    /// <param name="handle">The handler, which saves but does not commit.</param>
    public static Task<IResult> RunAsync(HttpContext http, string bodyHash, Func<Task<Answer>> handle) =>
        WriteAsync(http, bodyHash, null, handle);

    private static async Task<IResult> WriteAsync(HttpContext http, string bodyHash, object? body, Func<Task<Answer>> handle)
    {
        var db = http.RequestServices.GetRequiredService<ServiceDbContext>();
        var cancellation = http.RequestAborted;
        var claimed = Idempotency.Claim(http, db.Database.GetConnectionString()!, bodyHash);
        if (claimed.Error is { } refused)
        {
            return Rendered.Of(Problems.Of(refused)) with { RetryAfter = refused == PlatformErrors.IdempotencyInProgress ? 1 : null };
        }

        using var idempotency = claimed.Value;
        await using var write = await WriteTransaction.BeginAsync(db, cancellation);
        if (idempotency is not null)
        {
            if (await idempotency.FindAsync(db, cancellation) is { } before)
            {
                return before;
            }

            await write.SavepointAsync("effect", cancellation);
        }

        var answer = await AnswerAsync(http, handle);
        if (answer.Status >= 400 && idempotency is null)
        {
            return answer;
        }

        if (answer.Status >= 400)
        {
            await write.RollbackToAsync("effect", cancellation);
        }
        else if (AuditRecorder.Add(db, http, body, answer.Location))
        {
            await db.SaveChangesAsync(cancellation);
        }

        if (idempotency is not null)
        {
            await idempotency.SaveAsync(db, answer, http.GetEndpoint()?.Metadata.GetMetadata<SecretAnswer>() is not null, cancellation);
        }

        // From here on, a caller that disconnects no longer cancels the commit.
        await write.CommitAsync(CancellationToken.None);
        return answer;
    }

    private static async Task<Rendered> AnswerAsync(HttpContext http, Func<Task<Answer>> handle)
    {
        try
        {
            return (await handle()).Render(http);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Rendered.Of(
                Problems.Of(new IfMatch(http.Request.Headers.IfMatch).IsPresent ? PlatformErrors.Stale : PlatformErrors.LostRace)
            );
        }
    }

    private static async Task<string> HashBodyAsync(HttpContext http)
    {
        if (!http.Request.Headers.ContainsKey("Idempotency-Key") || !http.Request.Body.CanSeek)
        {
            return "";
        }

        http.Request.Body.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(http.Request.Body, http.RequestAborted));
    }
}
