using Platform.Messaging;
using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Data;

/// <summary>A provision that a request is about, for search by law and for statistics.</summary>
internal sealed class ProvisionRow
{
    public required Guid RequestId { get; set; }

    public required int Number { get; set; }

    public required string Law { get; set; }

    /// <summary>The law's name as it is compared.</summary>
    public required string LawKey { get; set; }

    public required string Article { get; set; }

    public required string Authority { get; set; }
}

/// <summary>An authority that may see a request: it was asked, or owns something to follow up.</summary>
internal sealed class AskedAuthorityRow
{
    public required Guid RequestId { get; set; }

    public required string Authority { get; set; }
}

/// <summary>A document of this service that a request cites.</summary>
internal sealed class CitedDocumentRow
{
    public required Guid DocumentId { get; set; }

    public required Guid RequestId { get; set; }
}

/// <summary>A line of a case's timeline; written with the change that it tells of, never altered.</summary>
internal sealed class TimelineRow
{
    public required Guid RequestId { get; set; }

    /// <summary>The version of the case that the change led to.</summary>
    public required long Version { get; set; }

    public required int Number { get; set; }

    public required DateTimeOffset At { get; set; }

    public required FactKind Kind { get; set; }

    public required FactView View { get; set; }

    public required string By { get; set; }

    public required string ByRole { get; set; }

    public string? Authority { get; set; }

    public Guid? About { get; set; }

    public string? Detail { get; set; }

    public DateOnly? DueOn { get; set; }
}

/// <summary>The last case number given in a year; raised in the transaction that files the case, so that no number is lost.</summary>
internal sealed class CaseCounterRow
{
    public required int Year { get; set; }

    public required int Last { get; set; }
}

/// <summary>A year of the office calendar that an operator put in the place of the built-in one.</summary>
internal sealed class CalendarYearRow : IVersioned
{
    public required Guid Id { get; set; }

    public long Version { get; set; }

    public required int Year { get; set; }

    public required bool Provisional { get; set; }

    public required IReadOnlyList<DateOnly> Closed { get; set; }

    public required IReadOnlyList<DateOnly> Workdays { get; set; }
}

/// <summary>What this service knows of a registered organisation, from the registry's events.</summary>
internal sealed class OrganisationRow
{
    public required Guid Id { get; set; }

    /// <summary>The version of the registry's snapshot; an older one is ignored.</summary>
    public required long SnapshotVersion { get; set; }

    public string? OwnerParty { get; set; }
}
