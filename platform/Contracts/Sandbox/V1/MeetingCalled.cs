namespace Platform.Contracts.Sandbox.V1;

/// <summary>The NDC called a coordination meeting.</summary>
[EventType("sandbox.meeting-called")]
public sealed record MeetingCalled
{
    /// <summary>The request; the event's subject.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The case number, <c>RA-2026-0001</c>.</summary>
    public required string CaseNo { get; init; }

    /// <summary>The party that the request belongs to.</summary>
    public required string Party { get; init; }

    /// <summary>The applicant's registered organisation; absent unless its party owns exactly one.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The title of the request; absent when it is confidential.</summary>
    public string? Title { get; init; }

    /// <summary>The meeting.</summary>
    public required Guid MeetingId { get; init; }

    /// <summary>When it begins.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The reasons for which it was due: lateOpinion, disagreement; empty when the NDC called it on its own initiative.</summary>
    public required IReadOnlyList<string> Because { get; init; }

    /// <summary>The authorities that were consulted, by code.</summary>
    public required IReadOnlyList<string> Authorities { get; init; }
}
