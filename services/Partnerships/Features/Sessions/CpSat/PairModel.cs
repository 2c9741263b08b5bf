using Google.OrTools.Sat;
using Platform.Partnerships.Domain.Sessions;

namespace Platform.Partnerships.Features.Sessions.CpSat;

/// <summary>
/// Which pairs meet, without their slots: nobody has more meetings than it can have, all meetings together have seats, and so have those
/// within each group. Every schedule is a solution, so that the best choice of pairs bounds every schedule. The model has one variable per
/// pair and none of the symmetry of slots and tables.
/// </summary>
internal sealed class PairModel
{
    private readonly SessionProblem problem;
    private readonly BoolVar[] meets;

    /// <param name="problem">The session.</param>
    /// <param name="hint">A schedule to start from.</param>
    /// <param name="groups">Groups whose meetings among themselves are limited to their seats.</param>
    public PairModel(SessionProblem problem, SessionSchedule hint, IEnumerable<bool[]> groups)
    {
        this.problem = problem;
        var hinted = hint.Meetings.Select(meeting => (meeting.One, meeting.Other)).ToHashSet();
        meets = Array.ConvertAll(problem.Edges, _ => Model.NewBoolVar(""));
        for (var edge = 0; edge < meets.Length; edge++)
        {
            Model.AddHint(meets[edge], hinted.Contains((problem.Edges[edge].One, problem.Edges[edge].Other)));
        }

        for (var participant = 0; participant < problem.Participants; participant++)
        {
            Limit(edge => edge.One == participant || edge.Other == participant, problem.CapacityOf(participant));
        }

        Limit(_ => true, problem.Seats);
        foreach (var members in groups)
        {
            Limit(edge => members[edge.One] && members[edge.Other], problem.SeatsFor(members));
        }

        Total = LinearExpr.WeightedSum(meets, Array.ConvertAll(problem.Edges, edge => (long)edge.Score));
        Model.Maximize(Total);
    }

    public CpModel Model { get; } = new();

    /// <summary>The sum of the scores of the pairs that meet.</summary>
    public LinearExpr Total { get; }

    /// <summary>Returns whether an edge meets, as a variable.</summary>
    public BoolVar Meets(int edge) => meets[edge];

    /// <summary>Returns the edges that meet in a solution.</summary>
    public IReadOnlyList<int> ChosenIn(CpSatAnswer answer) =>
        [.. Enumerable.Range(0, meets.Length).Where(edge => answer.Contains(meets[edge]))];

    private void Limit(Func<Edge, bool> selects, int most) =>
        Model.AddLinearConstraint(LinearExpr.Sum(meets.Where((_, edge) => selects(problem.Edges[edge]))), 0, most);
}
