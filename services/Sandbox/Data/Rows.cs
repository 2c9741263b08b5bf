using Platform.Contracts;
using Platform.Messaging;
using Platform.Sandbox.Domain;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;

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

    /// <summary>The article as it is compared.</summary>
    public required string ArticleKey { get; set; }

    public required string Authority { get; set; }

    public static IEnumerable<ProvisionRow> Of(RegulatoryCase filed) =>
        filed.Filing.Provisions.Select(
            (provision, number) =>
                new ProvisionRow
                {
                    RequestId = filed.Id,
                    Number = number,
                    Law = provision.Law,
                    LawKey = SearchText.Normalise(provision.Law),
                    Article = provision.Article,
                    ArticleKey = SearchText.Normalise(provision.Article),
                    Authority = provision.Authority,
                }
        );
}

/// <summary>An authority that a request concerns: a provision names it, or it was asked or owns something to follow up.</summary>
internal sealed class ConcernedAuthorityRow
{
    public required Guid RequestId { get; set; }

    public required string Authority { get; set; }

    /// <summary>It was asked, or owns something to follow up; only then it may see the request.</summary>
    public required bool Sees { get; set; }

    /// <summary>It still owes an opinion or a follow-up, which goes to its successor when its time is over.</summary>
    public required bool HasOpenWork { get; set; }

    public static IReadOnlyList<ConcernedAuthorityRow> Of(RegulatoryCase @case)
    {
        var sees = @case
            .Opinions.Select(opinion => opinion.Authority)
            .Concat(@case.FollowUps.SelectMany(followUp => followUp.FormerOwners.Append(followUp.Owner)))
            .ToHashSet();
        var owes = Succession.OpenWork(@case);
        return
        [
            .. sees.Union(@case.Filing.Provisions.Select(provision => provision.Authority))
                .Select(authority => new ConcernedAuthorityRow
                {
                    RequestId = @case.Id,
                    Authority = authority,
                    Sees = sees.Contains(authority),
                    HasOpenWork = owes.Contains(authority),
                }),
        ];
    }
}

/// <summary>An authority that an operator put in the place of a built-in one, or added.</summary>
internal sealed class AuthorityRow : IVersioned
{
    public required Guid Id { get; set; }

    public long Version { get; set; }

    public required string Code { get; set; }

    public required Bilingual Name { get; set; }

    public DateOnly? ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    public string? Successor { get; set; }
}

/// <summary>A document of this service that a request cites.</summary>
internal sealed class CitedDocumentRow
{
    public required Guid DocumentId { get; set; }

    public required Guid RequestId { get; set; }
}

/// <summary>How long something that was due took, for the open figures: of cases that are not confidential.</summary>
internal sealed class PhaseRow
{
    public required Guid DeadlineId { get; set; }

    public required Guid RequestId { get; set; }

    public required DeadlineKind Kind { get; set; }

    /// <summary>Without those on which it stood still.</summary>
    public required int BusinessDays { get; set; }

    public required bool Missed { get; set; }

    /// <summary>Those of a case that were not over in the one before it.</summary>
    public static IEnumerable<PhaseRow> Of(RegulatoryCase @case, BusinessCalendar calendar, RegulatoryCase? before = null) =>
        @case.IsConfidential
            ? []
            : @case
                .Deadlines.Where(deadline =>
                    deadline.IsDone && before?.Deadlines.Any(earlier => earlier.Id == deadline.Id && earlier.IsDone) != true
                )
                .Select(deadline => new PhaseRow
                {
                    DeadlineId = deadline.Id,
                    RequestId = @case.Id,
                    Kind = deadline.Kind,
                    BusinessDays = deadline.CountBusinessDays(calendar),
                    Missed = deadline.State == DeadlineState.Missed,
                });
}

/// <summary>A mark of a decided case (<see cref="CaseMarks"/>), by which cases like it are found.</summary>
internal sealed class LikenessRow
{
    public required int Mark { get; set; }

    public required Guid RequestId { get; set; }

    public static IEnumerable<LikenessRow> Of(RegulatoryCase decided) =>
        CaseMarks.Of(decided.Filing).Select(mark => new LikenessRow { Mark = mark, RequestId = decided.Id });
}

/// <summary>A line of a case's timeline; written with the change that it tells of, never altered.</summary>
internal sealed class TimelineRow : IAppendOnly
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
internal sealed class CalendarYearRow : ReplacedYear, IVersioned
{
    public required Guid Id { get; set; }

    public long Version { get; set; }
}

/// <summary>What this service knows of a registered organisation, from the registry's events.</summary>
internal sealed class OrganisationRow
{
    public required Guid Id { get; set; }

    /// <summary>The version of the registry's snapshot; an older one is ignored.</summary>
    public required long SnapshotVersion { get; set; }

    public string? OwnerParty { get; set; }
}
