namespace Platform.Partnerships.Domain.Sessions;

/// <summary>Plans a session. The same problem always gives the same schedule.</summary>
internal interface ISessionPlanner
{
    /// <summary>Returns a schedule that breaks no rule of the problem, and a total that no schedule exceeds.</summary>
    /// <param name="problem">The participants, their slots and their scores.</param>
    /// <param name="progress">Receives how much of the work is done, in thousandths.</param>
    /// <param name="cancellation">Cancels the planning.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    SessionSchedule Plan(SessionProblem problem, IProgress<int>? progress, CancellationToken cancellation);
}
