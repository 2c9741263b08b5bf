using Platform.Registry.Data;
using Platform.Registry.Domain.Appeals;
using Platform.Web.Http;

namespace Platform.Registry.Features.Appeals;

/// <summary>An appeal as registrars and the party that filed it see it.</summary>
internal sealed record AppealView(
    Guid Id,
    long Version,
    Guid? ApplicationId,
    Guid? OrganisationId,
    AppealStatus Status,
    string Text,
    string? Reason,
    DateTimeOffset FiledAt
) : IVersionedView
{
    public static AppealView Of(Appeal appeal) =>
        new(
            appeal.Id,
            appeal.Version,
            appeal.ApplicationId,
            appeal.OrganisationId,
            appeal.Status,
            appeal.Text,
            appeal.Reason,
            appeal.FiledAt
        );
}
