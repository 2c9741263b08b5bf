// Code that breaks the rules on purpose: each rule is shown one of these and has to report it.
#pragma warning disable CA1822, CA1852, IDE0060 // nothing here is ever called

using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;

namespace Platform.Planted.Domain
{
    internal static class CallsTheDatabase
    {
        public static object Rule() => new DbContextOptionsBuilder().Options.ContextType;
    }

    internal static class AnswersHttpInALambda
    {
        public static Func<int> Rule() => () => StatusCodes.Status200OK + new DefaultHttpContext().Response.StatusCode;
    }

    internal static class CallsTheSolver
    {
        public static object Rule() => new Google.OrTools.Sat.CpModel().Model;
    }

    internal static class UsesItsRows
    {
        public static int Rule(Data.PlantedRow row) => row.Number;
    }

    internal static class LooksAtTheClock
    {
        public static bool IsLate(DateTimeOffset due) => due < DateTimeOffset.UtcNow;
    }

    internal sealed class LooksAtTheClockLater
    {
        public async Task<DateTime> Rule()
        {
            await Task.Yield();
            return DateTime.Now;
        }
    }
}

namespace Platform.Planted.Data
{
    internal sealed record PlantedRow(int Number);
}

namespace Platform.Planted.Features
{
    internal static class FirstSlice
    {
        internal sealed record Response(int Number);

        public static void Map() => Console.Out.Flush();
    }

    internal static class SecondSlice
    {
        public static void Map() => Console.Out.Write(new FirstSlice.Response(1));
    }

    internal sealed class LoopsItself : Microsoft.Extensions.Hosting.BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }

    internal sealed class PublishesItself(IBus bus)
    {
        public Task Handle() => bus.Publish(new object());
    }
}

namespace Platform.Planted.V1
{
    [EventType("planted.thing-changed")]
    internal sealed record ThingChanged
    {
        public required int Number { get; set; }
    }

    [EventType("planted.thing-opened")]
    internal record ThingOpened;

    internal abstract record ThingEvent;

    [EventType("planted.thing-moved")]
    internal sealed record ThingMoved : ThingEvent;

    [EventType("planted.thing-opened-again")]
    internal sealed record ThingOpenedAgain : ThingOpened;

    internal sealed record NamelessThing;

    [EventType("elsewhere.thing-closed")]
    internal sealed record ThingClosed
    {
        public DayOfWeek Day { get; init; }
    }
}
