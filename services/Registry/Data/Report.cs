using Platform.Web.Http;

namespace Platform.Registry.Data;

internal sealed class Report
{
    public required Guid Id { get; init; }

    public required Guid OrganisationId { get; init; }

    public required int Year { get; init; }

    public required string Summary { get; init; }

    public long? Beneficiaries { get; init; }

    public long? Jobs { get; init; }

    public required IReadOnlyList<DocumentReference> Documents { get; init; }

    public required DateTimeOffset FiledAt { get; init; }
}
