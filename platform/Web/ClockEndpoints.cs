using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Calendar;
using Platform.Domain;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Web;

/// <summary>The state of the business clock.</summary>
/// <param name="Now">The current instant for business rules.</param>
/// <param name="Ahead">The offset from real time, as an ISO 8601 duration.</param>
public sealed record ClockView(DateTimeOffset Now, string Ahead)
{
    /// <summary>Returns the state of a clock.</summary>
    public static ClockView Of(BusinessClock clock) => new(clock.GetUtcNow(), XmlConvert.ToString(clock.Offset));
}

/// <summary>Moves the clock.</summary>
/// <param name="Advance">The duration by which to move the clock, in ISO 8601: <c>P3D</c>, <c>PT2H</c>.</param>
/// <param name="To">Alternatively, the new offset from real time (sent by the gateway to each service).</param>
public sealed record MoveClock(string? Advance = null, string? To = null);

/// <summary>The endpoints <c>/dev/clock</c>, in Development only.</summary>
public static class ClockEndpoints
{
    private static DomainError DurationInvalid { get; } =
        new(
            "clock.duration-invalid",
            ErrorKind.Malformed,
            "advance 須為 ISO 8601 時間長度，例如 P3D 或 PT2H。",
            "advance must be an ISO 8601 duration, for example P3D or PT2H."
        )
        {
            Path = "$.advance",
        };

    /// <summary>Maps both endpoints; <paramref name="forward"/> passes a move on to other processes.</summary>
    public static void MapClock(this IEndpointRouteBuilder app, Func<MoveClock, Task>? forward = null)
    {
        app.MapGet("/dev/clock", (BusinessClock clock) =>
            {
                clock.Reread();
                return ClockView.Of(clock);
            })
            .ForAnyone()
            .ExcludeFromDescription();
        app.MapPost("/dev/clock", async (MoveClock move, BusinessClock clock) =>
            {
                clock.Reread();
                if (!TryRead(move, clock.Offset, out var ahead))
                {
                    return (Answer<ClockView>)DurationInvalid;
                }

                clock.MoveTo(ahead);
                if (forward is not null)
                {
                    await forward(new(To: XmlConvert.ToString(ahead)));
                }

                return ClockView.Of(clock);
            })
            .ForAnyone()
            .ExcludeFromDescription();
    }

    private static bool TryRead(MoveClock move, TimeSpan offset, out TimeSpan ahead)
    {
        ahead = offset;
        try
        {
            ahead = move switch
            {
                { To: { } to } => XmlConvert.ToTimeSpan(to),
                { Advance: { } advance } => offset + XmlConvert.ToTimeSpan(advance),
                _ => throw new FormatException(),
            };
            // A larger offset would overflow the calendar's dates.
            return ahead.Duration() < TimeSpan.FromDays(365 * 100);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return false;
        }
    }
}
