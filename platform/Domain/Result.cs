using System.Diagnostics.CodeAnalysis;

namespace Platform.Domain;

/// <summary>The result of a pure decision: a value (a new state, an event, a number), or the reason for the refusal.</summary>
/// <typeparam name="T">The value of an accepted command.</typeparam>
public readonly record struct Result<T>
{
    private readonly T? value;

    private Result(T? value, DomainError? error)
    {
        this.value = value;
        Error = error;
    }

    /// <summary>The reason for the refusal; <see langword="null"/> when the command was accepted.</summary>
    public DomainError? Error { get; }

    /// <summary>The value of an accepted command.</summary>
    /// <exception cref="InvalidOperationException">The command was refused.</exception>
    public T Value => Error is null ? value! : throw new InvalidOperationException($"Refused: {Error.Code}");

    /// <summary>Returns whether the command was accepted: <c>if (!decision.Succeeded(out var value, out var error)) return
    /// error;</c></summary>
    public bool Succeeded([NotNullWhen(true)] out T? result, [NotNullWhen(false)] out DomainError? error)
    {
        result = value;
        error = Error;
        return error is null;
    }

    /// <summary>Returns the result with its value mapped; a refusal stays as it is.</summary>
    public Result<TOther> Map<TOther>(Func<T, TOther> map) => Error is null ? map(value!) : Error;

    /// <summary>Creates the result of an accepted command.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>Creates the result of a refused command.</summary>
    public static implicit operator Result<T>(DomainError error) => new(default, error);
}
