using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.Calendar;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Web.Commands;

/// <summary>
/// The circumstances of a command: who sends it, for which version, and when. A parameter of every handler that changes something.
/// </summary>
/// <param name="caller">The caller.</param>
/// <param name="ifMatch">The version that the caller wants to change.</param>
/// <param name="clock">The business clock.</param>
/// <param name="aborted">Is cancelled when the caller disconnects.</param>
public sealed class Command(Caller caller, IfMatch ifMatch, TimeProvider clock, CancellationToken aborted)
{
    private DateTimeOffset? now;

    /// <summary>The caller.</summary>
    public Caller Caller { get; } = caller;

    /// <summary>The version that the caller wants to change.</summary>
    public IfMatch IfMatch { get; } = ifMatch;

    /// <summary>Is cancelled when the caller disconnects.</summary>
    public CancellationToken Aborted { get; } = aborted;

    /// <summary>
    /// The business time of the command; one moment for all that it does. It is read at its first use: after a lock that is acquired when
    /// the resource is found, the times of commands are in the order of its versions.
    /// </summary>
    public DateTimeOffset Now => now ??= clock.GetUtcNow();

    /// <summary>The date of the command in Taipei.</summary>
    public DateOnly Today => TaipeiTime.DateOf(Now);

    /// <summary>Binds a <see cref="Command"/> parameter of a minimal API handler.</summary>
    public static ValueTask<Command> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(
            new Command(
                Caller.Of(context.User),
                new(context.Request.Headers.IfMatch),
                context.RequestServices.GetRequiredService<TimeProvider>(),
                context.RequestAborted
            )
        );
}
