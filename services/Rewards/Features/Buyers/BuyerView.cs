using Platform.Contracts;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Web.Http;

namespace Platform.Rewards.Features.Buyers;

internal sealed record BuyerView(
    Guid Id,
    long Version,
    string? Ubn,
    Bilingual Name,
    BuyerKind Kind,
    bool IsSme,
    IReadOnlyList<string> Affiliates,
    BuyerStatus Status,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? DecidedAt,
    string? Reason
) : IVersionedView
{
    public static BuyerView Of(BuyerRow row) =>
        new(
            row.Id,
            row.Version,
            row.Ubn,
            row.Name,
            row.Kind,
            row.IsSme,
            row.Affiliates,
            row.Status,
            row.RegisteredAt,
            row.DecidedAt,
            row.Reason
        );
}
