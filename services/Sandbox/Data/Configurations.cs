using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Data;

namespace Platform.Sandbox.Data;

internal sealed class RequestConfiguration : IEntityTypeConfiguration<RequestRow>
{
    public void Configure(EntityTypeBuilder<RequestRow> builder)
    {
        builder.ToTable("Requests");
        builder.HasIndex(row => row.CaseNo).IsUnique();
        builder.HasIndex(row => new { row.Party, row.Id });
        builder.HasIndex(row => new { row.Status, row.Id });
        builder.HasIndex(row => new
        {
            row.Assignee,
            row.OwedBy,
            row.Id,
        });
        builder.HasIndex(row => new
        {
            row.Assignee,
            row.Status,
            row.Id,
        });
        builder.HasIndex(row => new { row.OwedBy, row.Id });
        builder.HasIndex(row => row.WatchOn);
        builder.HasIndex(row => new { row.PublishedOn, row.Id });
        builder.Property(row => row.Case).AsJson();
    }
}

internal sealed class SearchEntryConfiguration : IEntityTypeConfiguration<SearchEntry>
{
    public void Configure(EntityTypeBuilder<SearchEntry> builder)
    {
        builder.ToTable("SearchEntries");
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Number).ValueGeneratedOnAdd();
        builder.HasIndex(row => row.RequestId).IsUnique();
        builder.HasOne<RequestRow>().WithOne().HasForeignKey<SearchEntry>(row => row.RequestId);
    }
}

internal sealed class ProvisionConfiguration : IEntityTypeConfiguration<ProvisionRow>
{
    public void Configure(EntityTypeBuilder<ProvisionRow> builder)
    {
        builder.ToTable("Provisions");
        builder.HasKey(row => new { row.RequestId, row.Number });
        builder.HasOne<RequestRow>().WithMany().HasForeignKey(row => row.RequestId);
    }
}

internal sealed class ConcernedAuthorityConfiguration : IEntityTypeConfiguration<ConcernedAuthorityRow>
{
    public void Configure(EntityTypeBuilder<ConcernedAuthorityRow> builder)
    {
        builder.ToTable("ConcernedAuthorities");
        builder.HasKey(row => new { row.Authority, row.RequestId });
        builder.HasOne<RequestRow>().WithMany().HasForeignKey(row => row.RequestId);
    }
}

internal sealed class AuthorityConfiguration : IEntityTypeConfiguration<AuthorityRow>
{
    public void Configure(EntityTypeBuilder<AuthorityRow> builder)
    {
        builder.ToTable("Authorities");
        builder.HasIndex(row => row.Code).IsUnique();
        builder.Property(row => row.Name).AsJson();
    }
}

internal sealed class CitedDocumentConfiguration : IEntityTypeConfiguration<CitedDocumentRow>
{
    public void Configure(EntityTypeBuilder<CitedDocumentRow> builder)
    {
        builder.ToTable("CitedDocuments");
        builder.HasKey(row => new { row.DocumentId, row.RequestId });
        builder.HasOne<RequestRow>().WithMany().HasForeignKey(row => row.RequestId);
    }
}

internal sealed class PhaseConfiguration : IEntityTypeConfiguration<PhaseRow>
{
    public void Configure(EntityTypeBuilder<PhaseRow> builder)
    {
        builder.ToTable("Phases");
        builder.HasKey(row => row.DeadlineId);
        builder.HasIndex(row => new
        {
            row.Kind,
            row.BusinessDays,
            row.Missed,
        });
        builder.HasOne<RequestRow>().WithMany().HasForeignKey(row => row.RequestId);
    }
}

internal sealed class LikenessConfiguration : IEntityTypeConfiguration<LikenessRow>
{
    public void Configure(EntityTypeBuilder<LikenessRow> builder)
    {
        builder.ToTable("Likenesses");
        builder.HasKey(row => new { row.Mark, row.RequestId });
        builder.HasOne<RequestRow>().WithMany().HasForeignKey(row => row.RequestId);
    }
}

internal sealed class TimelineConfiguration : IEntityTypeConfiguration<TimelineRow>
{
    public void Configure(EntityTypeBuilder<TimelineRow> builder)
    {
        builder.ToTable("Timeline");
        builder.HasKey(row => new
        {
            row.RequestId,
            row.Version,
            row.Number,
        });
        builder.HasOne<RequestRow>().WithMany().HasForeignKey(row => row.RequestId);
    }
}

internal sealed class CaseCounterConfiguration : IEntityTypeConfiguration<CaseCounterRow>
{
    public void Configure(EntityTypeBuilder<CaseCounterRow> builder)
    {
        builder.ToTable("CaseCounters");
        builder.HasKey(row => row.Year);
        builder.Property(row => row.Year).ValueGeneratedNever();
    }
}

internal sealed class CalendarYearConfiguration : IEntityTypeConfiguration<CalendarYearRow>
{
    public void Configure(EntityTypeBuilder<CalendarYearRow> builder)
    {
        builder.ToTable("CalendarYears");
        builder.HasIndex(row => row.Year).IsUnique();
        builder.Property(row => row.Closed).AsJson();
        builder.Property(row => row.Workdays).AsJson();
    }
}

internal sealed class OrganisationConfiguration : IEntityTypeConfiguration<OrganisationRow>
{
    public void Configure(EntityTypeBuilder<OrganisationRow> builder)
    {
        builder.ToTable("Organisations");
        builder.HasIndex(row => row.OwnerParty);
    }
}
