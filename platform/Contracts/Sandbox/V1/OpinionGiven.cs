namespace Platform.Contracts.Sandbox.V1;

/// <summary>An authority gave its opinion. Its text is not in the event; only those who may see the file can read it.</summary>
[EventType("sandbox.opinion-given")]
public sealed record OpinionGiven
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

    /// <summary>The authority, by code.</summary>
    public required string Authority { get; init; }

    /// <summary>agree, object, conditional, or noObjection.</summary>
    public required string Position { get; init; }

    /// <summary>True when it was given after its due date.</summary>
    public required bool Late { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly GivenOn { get; init; }
}
