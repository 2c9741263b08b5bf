using Platform.Partnerships.Domain.Sessions;
using Platform.Partnerships.Features.Sessions.CpSat;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>
/// Chooses the planner of a session: CP-SAT while it proves the optimum within seconds, the local search above that. This is the only
/// place that chooses.
/// </summary>
internal sealed class PlannerBySize(CpSatPlanner cpSat, LocalSearchPlanner localSearch, ILogger<PlannerBySize> log) : ISessionPlanner
{
    /// <summary>The largest session that CP-SAT plans (docs/adr/0011-session-planning.md).</summary>
    public const int MaxCpSatParticipants = 40;

    /// <inheritdoc/>
    public SessionSchedule Plan(SessionProblem problem, IProgress<int>? progress, CancellationToken cancellation)
    {
        if (problem.Participants > MaxCpSatParticipants)
        {
            return localSearch.Plan(problem, progress, cancellation);
        }

        if (CpSatSolver.IsAvailable)
        {
            return cpSat.Plan(problem, progress, cancellation);
        }

        log.LogWarning("OR-Tools' native library is missing or cannot be loaded: sessions are planned without a proof");
        return localSearch.Plan(problem, progress, cancellation);
    }
}
