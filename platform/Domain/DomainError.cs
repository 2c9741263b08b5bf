namespace Platform.Domain;

/// <summary>The kind of a refusal; each kind has one HTTP status (see <c>Problems</c>).</summary>
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

    /// <summary>The command violates a rule of the domain: 422.</summary>
    Rule,
}

/// <summary>
/// An expected failure as a value. It is published as RFC 9457 problem details with the stable <paramref name="Code"/>.
/// </summary>
/// <param name="Code">The stable, documented code, one per reason, e.g. <c>registry.ubn-invalid</c>.</param>
/// <param name="Kind">The kind, which determines the HTTP status.</param>
/// <param name="Zh">What is wrong and what to do next, in Traditional Chinese.</param>
/// <param name="En">What is wrong and what to do next, in English.</param>
public sealed record DomainError(string Code, ErrorKind Kind, string Zh, string En)
{
    /// <summary>The JSON path of the invalid member of the request (<c>$.provisions[0].law</c>), if there is one.</summary>
    public string? Path { get; init; }

    /// <summary>For a command in the wrong state: the commands that the current state allows.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>Returns the error for input that is malformed or incomplete.</summary>
    public static DomainError Malformed(string code, string zh, string en, string? path = null) =>
        new(code, ErrorKind.Malformed, zh, en) { Path = path };

    /// <summary>Returns the error for a caller who may not do this.</summary>
    public static DomainError Forbidden(string code, string zh, string en) => new(code, ErrorKind.Forbidden, zh, en);

    /// <summary>Returns the error for a wrong state, a duplicate or a lost race.</summary>
    public static DomainError Conflict(string code, string zh, string en, IReadOnlyList<string>? allowed = null) =>
        new(code, ErrorKind.Conflict, zh, en) { Allowed = allowed };

    /// <summary>Returns the error for a command that violates a rule of the domain.</summary>
    public static DomainError Rule(string code, string zh, string en, string? path = null) =>
        new(code, ErrorKind.Rule, zh, en) { Path = path };
}
