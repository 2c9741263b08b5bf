using System.Text;

namespace Platform.Domain;

/// <summary>
/// The states of an aggregate as one table: which command is allowed in which state, and the state that it leads to. What is allowed, the
/// refusal and the drawing derive from it.
/// </summary>
/// <typeparam name="TState">The states.</typeparam>
/// <typeparam name="TCommand">The commands.</typeparam>
/// <param name="refusal">Returns the error for a state that does not allow a command, with the names of those that it allows.</param>
/// <param name="transitions">The table.</param>
public sealed class Lifecycle<TState, TCommand>(
    Func<TState, IReadOnlyList<string>, DomainError> refusal,
    params IReadOnlyList<(TState From, TCommand Command, TState To)> transitions
)
    where TState : struct, Enum
    where TCommand : struct, Enum
{
    private readonly Dictionary<(TState, TCommand), TState> table = transitions.ToDictionary(
        row => (row.From, row.Command),
        row => row.To
    );

    /// <summary>Returns the state after a command, or the refusal.</summary>
    public Result<TState> Next(TState state, TCommand command) =>
        table.TryGetValue((state, command), out var next) ? next : refusal(state, Allowed(state));

    /// <summary>Returns whether a state allows a command.</summary>
    public bool Allows(TState state, TCommand command) => table.ContainsKey((state, command));

    /// <summary>Returns the names of the commands that a state allows, in the order of the table.</summary>
    public IReadOnlyList<string> Allowed(TState state) =>
        [.. transitions.Where(row => row.From.Equals(state)).Select(row => row.Command.ToCamelCase())];

    /// <summary>Returns the drawing for the documents, in Mermaid.</summary>
    public string Drawing()
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        foreach (var arrow in transitions.GroupBy(row => (row.From, row.To)))
        {
            text.Append("    ")
                .Append(arrow.Key.From.ToCamelCase())
                .Append(" --> ")
                .Append(arrow.Key.To.ToCamelCase())
                .Append(": ")
                .AppendJoin(", ", arrow.Select(row => row.Command.ToCamelCase()))
                .Append('\n');
        }

        return text.Append("```\n").ToString();
    }
}
