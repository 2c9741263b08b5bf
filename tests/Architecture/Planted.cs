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

    internal static class ValidatesABody
    {
        public static object Rule() => new FluentValidation.InlineValidator<string>();
    }

    internal static class WaitsForALock
    {
        public static int Rule(object gate)
        {
            lock (gate)
            {
                return 1;
            }
        }
    }

    internal static class WaitsForATask
    {
        public static async Task<int> Rule(Task<int> task) => await task;
    }

    internal static class MakesAnId
    {
        public static Func<Guid> Rule() => () => Guid.CreateVersion7();
    }

    internal static class MakesAnotherId
    {
        public static Guid Rule() => Guid.NewGuid();
    }

    internal static class RollsDice
    {
        public static int Rule() => Random.Shared.Next(6);
    }

    internal static class RollsSecretDice
    {
        public static int Rule() => System.Security.Cryptography.RandomNumberGenerator.GetInt32(6);
    }

    internal static class ReadsAFile
    {
        public static string Rule() => File.ReadAllText("rules.json");
    }

    internal static class LooksAtTheCulture
    {
        public static object Rule() => System.Globalization.CultureInfo.CurrentCulture;
    }

    internal static class LooksAtTheLanguage
    {
        public static string Rule() => Platform.Web.Errors.Language.Localise("是", "yes");
    }

    internal static class CountsToTwo
    {
        public static IEnumerable<int> Rule()
        {
            yield return 1;
            yield return 2;
        }
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

        public static Task HandleAsync(int a, int b, int c, int d, int e, int f, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public static Task HandleAsync(int a, int b, int c, int d, int e, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    internal static class SecondSlice
    {
        public static void Map() => Console.Out.Write(new FirstSlice.Response(1));

        public static Task ClearAsync(DbContext db) => db.Database.ExecuteSqlAsync($"DELETE FROM things");
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
