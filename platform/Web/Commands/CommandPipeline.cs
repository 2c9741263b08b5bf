using Platform.Domain;
using Platform.Web.Errors;

namespace Platform.Web.Commands;

/// <summary>
/// The one way in which a command changes a stored resource: load what the caller may see, 404, If-Match, decide, save the new state and
/// publish its events. It runs in the transaction of the request. A service derives one class for each kind of resource.
/// </summary>
/// <typeparam name="TResource">The loaded resource: its row, with what a decision about it needs.</typeparam>
/// <typeparam name="TChange">The outcome of a decision: the next state and its events.</typeparam>
public abstract class CommandPipeline<TResource, TChange>
    where TResource : class
{
    /// <summary>Carries out a command. The result is the resource after the change.</summary>
    /// <param name="command">The circumstances of the command.</param>
    /// <param name="find">Loads the resource; <see langword="null"/> when it does not exist for this caller.</param>
    /// <param name="decide">Decides on the loaded resource, without side effects.</param>
    protected Task<Result<TResource>> RunAsync(Command command, Func<Task<TResource?>> find, Func<TResource, Result<TChange>> decide) =>
        RunAsync(command, find, resource => Task.FromResult(decide(resource)));

    /// <summary>Carries out a command whose decision first has to read more.</summary>
    /// <param name="command">The circumstances of the command.</param>
    /// <param name="find">Loads the resource; <see langword="null"/> when it does not exist for this caller.</param>
    /// <param name="decide">Reads what the decision needs, and decides.</param>
    protected async Task<Result<TResource>> RunAsync(
        Command command,
        Func<Task<TResource?>> find,
        Func<TResource, Task<Result<TChange>>> decide
    )
    {
        if (await find() is not { } resource)
        {
            return PlatformErrors.NotFound;
        }

        if (command.IfMatch.Refuses(VersionOf(resource)) is { } stale)
        {
            return stale;
        }

        if (!(await decide(resource)).Succeeded(out var change, out var refused))
        {
            return refused;
        }

        return await SaveAsync(resource, change, command) is { } duplicate ? duplicate : resource;
    }

    /// <summary>Returns the version that <c>If-Match</c> must name.</summary>
    protected abstract long VersionOf(TResource resource);

    /// <summary>
    /// Saves the next state and publishes its events. Returns an error when a unique index finds a duplicate; the transaction is then
    /// rolled back.
    /// </summary>
    protected abstract Task<DomainError?> SaveAsync(TResource resource, TChange change, Command command);
}
