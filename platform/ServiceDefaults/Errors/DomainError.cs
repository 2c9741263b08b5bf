namespace Platform.ServiceDefaults.Errors;

/// <summary>Why a command was refused; each kind has one HTTP status (the mapping lives in <c>Problems</c>).</summary>
public enum ErrorKind
{
    /// <summary>The input is malformed or incomplete: 400.</summary>
    Malformed,

    /// <summary>The caller may not do this: 403.</summary>
    Forbidden,

    /// <summary>It does not exist, or the caller may not see it: 404.</summary>
    NotFound,

    /// <summary>Wrong state, duplicate, or a lost race: 409.</summary>
    Conflict,

    /// <summary>The version named in <c>If-Match</c> is not the current one: 412.</summary>
    Stale,

    /// <summary>A rule of the domain says no: 422.</summary>
    Rule,
}

/// <summary>
/// An expected failure as a value. Published as RFC 9457 problem details with the stable <paramref name="Code"/>.
/// </summary>
/// <param name="Code">Stable and documented, e.g. <c>registry.ubn-invalid</c>: one per reason.</param>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Zh">What is wrong and what to do next, in Traditional Chinese.</param>
/// <param name="En">What is wrong and what to do next, in English.</param>
public sealed record DomainError(string Code, ErrorKind Kind, string Zh, string En)
{
    /// <summary>The member of the request that is at fault, as a JSON path (<c>$.provisions[0].law</c>), when there is one.</summary>
    public string? Path { get; init; }

    /// <summary>In a wrong state: the commands that the present state allows.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }
}
