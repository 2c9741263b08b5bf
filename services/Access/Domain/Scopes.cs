namespace Platform.Access.Domain;

/// <summary>The scopes: <c>{service}.read</c> and <c>{service}.write</c> for every service.</summary>
internal static class Scopes
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. new[] { "access", "registry", "rewards", "sandbox", "partnerships" }.SelectMany(service =>
            new[] { $"{service}.read", $"{service}.write" }
        ),
    ];

    /// <summary>
    /// Returns the requested scopes when all of them are allowed, every allowed scope when none is requested, and <see langword="null"/>
    /// otherwise.
    /// </summary>
    public static IReadOnlyList<string>? Grant(string? requested, IReadOnlyList<string> allowed)
    {
        var scopes = requested?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return scopes.Length == 0 ? allowed
            : scopes.All(allowed.Contains) ? scopes
            : null;
    }
}
