using System.Globalization;
using System.Runtime.InteropServices;
using Google.OrTools.Sat;

namespace Platform.Partnerships.Features.Sessions.CpSat;

/// <summary>
/// The result of a search: a proof that the solution is the best, a proof that there is none, or neither when a limit ended it. No
/// solution exceeds the bound; a search that ended without any solution has none.
/// </summary>
internal sealed record CpSatAnswer(bool IsOptimal, bool IsInfeasible, long? Bound, IReadOnlyList<long> Values)
{
    public bool HasSolution => Values.Count > 0;

    /// <summary>Returns whether a variable is true in the solution.</summary>
    public bool Contains(BoolVar variable) => Values[variable.GetIndex()] != 0;
}

/// <summary>
/// OR-Tools' CP-SAT with one worker, a fixed seed and limits in deterministic time (an estimate of the work, about a second a unit): the
/// same model gives the same answer, however busy the machine is.
/// </summary>
/// <remarks>
/// OR-Tools is loaded with the first search. A service looks at all its own types when it starts, which must not load it earlier: no type
/// here derives from one of OR-Tools, has a field of one of its enums, or has a constructor with one of its types.
/// </remarks>
internal static class CpSatSolver
{
    private static readonly Lazy<bool> Loaded = new(() =>
        NativeLibrary.TryLoad("google-ortools-native", typeof(CpSolver).Assembly, null, out _)
    );

    /// <summary>Whether the native library can be loaded. There is none for musl and for Windows on ARM.</summary>
    public static bool IsAvailable => Loaded.Value;

    /// <summary>Searches until the answer is proven or the limit is reached.</summary>
    /// <param name="model">The model; an objective is maximised.</param>
    /// <param name="limit">The most deterministic time.</param>
    /// <param name="linearization">How much of the model its linear relaxation has: 1 the linear constraints, 2 all of them.</param>
    /// <param name="seed">Another seed searches in another order.</param>
    /// <param name="foundBound">Receives each better bound; it must not throw.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public static CpSatAnswer Solve(
        CpModel model,
        double limit,
        int linearization,
        int seed,
        Action<double>? foundBound,
        CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        using var solver = new CpSolver
        {
            StringParameters = string.Create(
                CultureInfo.InvariantCulture,
                $"num_workers:1,random_seed:{seed},linearization_level:{linearization},max_deterministic_time:{limit}"
            ),
        };
        solver.SetBestBoundCallback(bound =>
        {
            foundBound?.Invoke(bound);
            // A stop that was requested just before the search began had no effect, so it is repeated here.
            if (cancellation.IsCancellationRequested)
            {
                solver.StopSearch();
            }
        });
        CpSolverStatus status;
        using (cancellation.Register(solver.StopSearch))
        {
            status = solver.Solve(model);
        }

        cancellation.ThrowIfCancellationRequested();
        var values = solver.Response!.Solution;
        return status == CpSolverStatus.ModelInvalid
            ? throw new InvalidOperationException($"CP-SAT refuses the model: {model.Validate()}")
            // Totals are whole numbers and so is their bound, which arrives as a floating-point number.
            : new CpSatAnswer(
                status == CpSolverStatus.Optimal,
                status == CpSolverStatus.Infeasible,
                values.Count > 0 ? (long)Math.Floor(solver.BestObjectiveBound + 1e-6) : null,
                values
            );
    }
}
