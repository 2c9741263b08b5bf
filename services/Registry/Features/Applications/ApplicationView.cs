using Platform.Contracts;
using Platform.Registry.Data;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Organisations;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Applications;

/// <summary>An application as its owner and registrars see it. Only registrars see the notes.</summary>
internal sealed record ApplicationView : IVersionedView
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public required ApplicationStatus Status { get; init; }

    public string? Ubn { get; init; }

    public OtherIdentifier? OtherIdentifier { get; init; }

    public required LegalForm LegalForm { get; init; }

    public required Bilingual Name { get; init; }

    public required Bilingual Mission { get; init; }

    public string? CharterClause { get; init; }

    public required string County { get; init; }

    public required IReadOnlyList<int> Sdgs { get; init; }

    public required Stage Stage { get; init; }

    public required IReadOnlyList<string> Products { get; init; }

    public string? Website { get; init; }

    public Contact? Contact { get; init; }

    public DateOnly? FoundedOn { get; init; }

    public string? Reason { get; init; }

    public string? Assignee { get; init; }

    public Guid? OrganisationId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public IReadOnlyList<Note>? Notes { get; init; }

    public static ApplicationView Of(ApplicationRow application, Caller caller) =>
        new()
        {
            Id = application.Id,
            Version = application.Version,
            Status = application.Status,
            Ubn = application.Facts.Ubn,
            OtherIdentifier = application.Facts.OtherIdentifier,
            LegalForm = application.Facts.LegalForm,
            Name = application.Facts.Name,
            Mission = application.Facts.Mission,
            CharterClause = application.Facts.CharterClause,
            County = application.Facts.County,
            Sdgs = application.Facts.Sdgs,
            Stage = application.Facts.Stage,
            Products = application.Facts.Products,
            Website = application.Facts.Website,
            Contact = application.Facts.Contact,
            FoundedOn = application.Facts.FoundedOn,
            Reason = application.Reason,
            Assignee = caller.Has(Roles.Registrar) ? application.Assignee : null,
            OrganisationId = application.OrganisationId,
            CreatedAt = application.CreatedAt,
            SubmittedAt = application.SubmittedAt,
            Notes = caller.Has(Roles.Registrar) ? application.Notes : null,
        };
}

internal static class ApplicationAccess
{
    /// <summary>
    /// Filters by what the caller may see: owners see their own applications; registrars see all except other parties' drafts.
    /// </summary>
    public static IQueryable<ApplicationRow> VisibleTo(this IQueryable<ApplicationRow> applications, Caller caller) =>
        caller.Has(Roles.Registrar)
            ? applications.Where(application => application.Status != ApplicationStatus.Draft || application.Party == caller.Party)
            : applications.Where(application => application.Party == caller.Party);
}
