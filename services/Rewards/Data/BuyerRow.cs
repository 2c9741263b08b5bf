using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts;
using Platform.Data;
using Platform.Messaging;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Buyers;

namespace Platform.Rewards.Data;

internal sealed class BuyerRow : IVersioned
{
    public required Guid Id { get; set; }

    public required string Party { get; set; }

    public long Version { get; set; }

    public string? Ubn { get; set; }

    public required Bilingual Name { get; set; }

    public required BuyerKind Kind { get; set; }

    public required bool IsSme { get; set; }

    public required IReadOnlyList<string> Affiliates { get; set; }

    public required BuyerStatus Status { get; set; }

    public required DateTimeOffset RegisteredAt { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? Reason { get; set; }

    public void Apply(BuyerVerification verification)
    {
        Status = verification.Status;
        DecidedAt = verification.At;
        Reason = verification.Reason;
    }

    internal sealed class Configuration : IEntityTypeConfiguration<BuyerRow>
    {
        public void Configure(EntityTypeBuilder<BuyerRow> buyer)
        {
            buyer.ToTable("Buyers");
            buyer.Property(row => row.Name).AsJson();
            buyer.Property(row => row.Affiliates).AsJson();
            buyer.HasIndex(row => row.Party);
        }
    }
}
