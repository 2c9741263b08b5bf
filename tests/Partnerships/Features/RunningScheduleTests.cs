using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Platform.Harness;
using Platform.Partnerships.Domain.Sessions;
using Platform.Partnerships.Features.Sessions.CpSat;
using static Platform.Partnerships.Tests.Features.Steps;

namespace Platform.Partnerships.Tests.Features;

/// <summary>A planning that CP-SAT would go on with for days.</summary>
public sealed class RunningScheduleTests(RunningScheduleTests.Service service) : IClassFixture<RunningScheduleTests.Service>
{
    [Fact]
    public async Task A_running_search_shows_its_progress_and_stops_when_it_is_cancelled()
    {
        var manager = service.As(Accounts.Matchmaker);
        var session = (await manager.Post(Sessions, SessionTests.Session(slots: 1, tables: 1))).Expect(HttpStatusCode.Created).Id;
        var (farm, importer) = await service.PairAsync();
        foreach (var profile in new[] { farm, importer })
        {
            (await manager.Post($"{Sessions}/{session}/participants", new { profileId = profile })).Expect(HttpStatusCode.Created);
        }

        var schedule = $"{Sessions}/{session}/schedule";
        (await manager.Post(schedule)).Expect(HttpStatusCode.Accepted);
        await Eventually.TrueAsync(
            async () => (await manager.Get(schedule))["progress"]!.GetValue<int>() > 300,
            "the search has found a better bound"
        );
        Assert.Equal("running", (await manager.Get(schedule))["status"].Text());
        (await manager.Post($"{schedule}/cancel")).Expect(HttpStatusCode.OK);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.Planner.Ended.Task);
        var cancelled = await manager.Get(schedule);
        Assert.Equal("cancelled", cancelled["status"].Text());
        Assert.Empty(cancelled["meetings"]!.AsArray());
    }

    /// <summary>The service with a planner that plans a hall of forty instead of any session, without a limit.</summary>
    public sealed class Service() : PartnershipsService(builder => builder.Services.AddSingleton<ISessionPlanner>(Endless))
    {
        private static readonly EndlessPlanner Endless = new();

        internal EndlessPlanner Planner { get; } = Endless;
    }

    internal sealed class EndlessPlanner : ISessionPlanner
    {
        private readonly CpSatPlanner planner = new(new LocalSearchPlanner(), new CpSatLimits(Whole: 1e6));

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SessionSchedule Plan(SessionProblem problem, IProgress<int>? progress, CancellationToken cancellation)
        {
            try
            {
                return planner.Plan(CpSatPlannerTests.Hard, progress, cancellation);
            }
            catch (OperationCanceledException stopped)
            {
                Ended.SetException(stopped);
                throw;
            }
        }
    }
}
