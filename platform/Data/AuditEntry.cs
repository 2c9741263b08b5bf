using Platform.Messaging;

namespace Platform.Data;

/// <summary>
/// The audit entry of an official's action: who did what, in which role, about which case, and why. It is written in the transaction of
/// the effect, for every endpoint that requires an official's role, so that no effect is without an entry; it never changes afterwards.
/// </summary>
public sealed class AuditEntry : IIdentified, IAppendOnly
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <summary>When it happened, by the business clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The official: claim <c>sub</c>.</summary>
    public required string By { get; init; }

    /// <summary>The app through which the official acted.</summary>
    public required string ClientId { get; init; }

    /// <summary>The party of the official; an authority's officers may read the entries of that authority.</summary>
    public required string Party { get; init; }

    /// <summary>The role in which the official acted.</summary>
    public required string Role { get; init; }

    /// <summary>The operation as the API names it, e.g. <c>POST /purchases/{id}/accept</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The case: the id, year or code that the operation is about; for a new resource, its id.</summary>
    public required string Subject { get; init; }

    /// <summary>The part of the case, when the operation names one.</summary>
    public string? About { get; init; }

    /// <summary>The choices of the request: its short texts, numbers and booleans.</summary>
    public required IReadOnlyDictionary<string, string> Chosen { get; init; }

    /// <summary>The reason in the official's own text.</summary>
    public string? Reason { get; init; }

    /// <summary>The trace of the request, which is also in the logs.</summary>
    public string? TraceId { get; init; }
}
