using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.ServiceDefaults.Commands;

/// <summary>
/// The circumstances of a command: who sends it, for which version, and when. A parameter of every handler that changes something.
/// </summary>
/// <param name="Caller">The caller.</param>
/// <param name="IfMatch">The version that the caller wants to change.</param>
/// <param name="Now">The business time of the command; one moment for all that the command does.</param>
/// <param name="Aborted">Is cancelled when the caller disconnects.</param>
public sealed record Command(Caller Caller, IfMatch IfMatch, DateTimeOffset Now, CancellationToken Aborted)
{
    /// <summary>The date of the command in Taipei.</summary>
    public DateOnly Today { get; } = TaipeiTime.DateOf(Now);

    /// <summary>Binds a <see cref="Command"/> parameter of a minimal API handler.</summary>
    public static ValueTask<Command> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(
            new Command(
                Caller.Of(context.User),
                new(context.Request.Headers.IfMatch),
                context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
                context.RequestAborted
            )
        );
}
