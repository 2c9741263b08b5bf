using Platform.Messaging;
using Platform.ServiceDefaults.Data;

namespace Platform.ServiceDefaults.Decisions;

/// <summary>
/// What an official did through a service: who, in which role, what, about which case, and why. Written in the transaction of the effect,
/// of whatever an endpoint for officials lets them do, so that there is no effect without it; never changed afterwards.
/// </summary>
public sealed class AuditEntry : IIdentified, IAppendOnly
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <summary>When, by the business clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: claim <c>sub</c>.</summary>
    public required string By { get; init; }

    /// <summary>Through which app.</summary>
    public required string ClientId { get; init; }

    /// <summary>For whom: an officer of an authority reads the decisions of that authority.</summary>
    public required string Party { get; init; }

    /// <summary>In which role.</summary>
    public required string Role { get; init; }

    /// <summary>The operation as the API names it, e.g. <c>POST /purchases/{id}/accept</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The case: the id, year or code that the operation is about; of what is new, its id.</summary>
    public required string Subject { get; init; }

    /// <summary>Which part of the case, where the operation names one.</summary>
    public string? About { get; init; }

    /// <summary>What was chosen: the words, numbers, dates and yes or no of the request.</summary>
    public required IReadOnlyDictionary<string, string> Chosen { get; init; }

    /// <summary>Why, in the official's words.</summary>
    public string? Reason { get; init; }

    /// <summary>The trace of the request, which the logs have too.</summary>
    public string? TraceId { get; init; }
}
