namespace Platform.Access.Domain;

/// <summary><c>{service}.read</c> and <c>{service}.write</c> of every service.</summary>
internal static class Scopes
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. new[] { "access", "registry", "rewards", "sandbox", "partnerships" }.SelectMany(service =>
            new[] { $"{service}.read", $"{service}.write" }
        ),
    ];

    /// <summary>
    /// What is asked for, when all of it is allowed; everything allowed when nothing is asked for; otherwise <see langword="null"/>.
    /// </summary>
    public static IReadOnlyList<string>? Grant(string? requested, IReadOnlyList<string> allowed)
    {
        var scopes = requested?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return scopes.Length == 0 ? allowed
            : scopes.All(allowed.Contains) ? scopes
            : null;
    }
}
