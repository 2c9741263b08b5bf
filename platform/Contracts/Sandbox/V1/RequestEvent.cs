using System.Text.Json.Serialization;

namespace Platform.Contracts.Sandbox.V1;

/// <summary>What every event about a request names. Its members come first in the JSON.</summary>
public abstract record RequestEvent
{
    /// <summary>The request; the event's subject.</summary>
    [JsonRequired, JsonPropertyOrder(-1)]
    public Guid RequestId { get; init; }

    /// <summary>The case number, <c>RA-2026-0001</c>.</summary>
    [JsonRequired, JsonPropertyOrder(-1)]
    public string CaseNo { get; init; } = "";

    /// <summary>The party that the request belongs to.</summary>
    [JsonRequired, JsonPropertyOrder(-1)]
    public string Party { get; init; } = "";

    /// <summary>The applicant's registered organisation; absent unless its party owns exactly one.</summary>
    [JsonPropertyOrder(-1)]
    public Guid? OrganisationId { get; init; }

    /// <summary>The title of the request; absent when it is confidential.</summary>
    [JsonPropertyOrder(-1)]
    public string? Title { get; init; }
}
