using Microsoft.EntityFrameworkCore;
using Platform.Data;

namespace Platform.Rewards.Data;

internal sealed class RewardsDbContext(DbContextOptions<RewardsDbContext> options) : ServiceDbContext(options)
{
    public DbSet<BuyerRow> Buyers => Set<BuyerRow>();

    public DbSet<SupplierRow> Suppliers => Set<SupplierRow>();

    public DbSet<PurchaseRow> Purchases => Set<PurchaseRow>();

    public DbSet<EvidenceClaimRow> EvidenceClaims => Set<EvidenceClaimRow>();

    public DbSet<AwardYearRow> AwardYears => Set<AwardYearRow>();

    public DbSet<RuleSetRow> RuleSets => Set<RuleSetRow>();

    public DbSet<TallyRow> Tallies => Set<TallyRow>();

    public DbSet<SupplierCountRow> SupplierCounts => Set<SupplierCountRow>();

    public DbSet<SupplierTotalsRow> SupplierTotals => Set<SupplierTotalsRow>();

    public DbSet<SelfCheckRow> SelfChecks => Set<SelfCheckRow>();

    public DbSet<YearResultRow> YearResults => Set<YearResultRow>();

    public DbSet<AwardRow> Awards => Set<AwardRow>();
}
