using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Platform.Migrations.Tests;

/// <summary>A row with every type that the services store.</summary>
public sealed class Parcel
{
    public Guid Id { get; init; }
    public required string Party { get; init; }
    public string? VoucherNo { get; init; }
    public DateOnly PostedOn { get; init; }
    public DateTime RecordedAt { get; init; }
    public DateTimeOffset? ReadAt { get; init; }
    public bool IsFragile { get; init; }
    public long AmountTwd { get; init; }
    public int[] Sdgs { get; init; } = [];
    public byte[] Digest { get; init; } = [];
    public DayOfWeek Weekday { get; init; }
    public long Version { get; init; }
}

public sealed class Stamp
{
    public long Sequence { get; init; }
    public Guid ParcelId { get; init; }
    public required string Text { get; init; }
}

public sealed class ParcelDbContext(DbContextOptions<ParcelDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => Parcels.Build(modelBuilder);
}

/// <summary>The same model, one column later.</summary>
public sealed class WiderParcelDbContext(DbContextOptions<WiderParcelDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Parcels.Build(modelBuilder);
        modelBuilder.Entity<Parcel>().Property<string?>("Remark").HasMaxLength(200);
    }
}

/// <summary>A column that is text to SQLite either way, and two types to PostgreSQL.</summary>
public sealed class RetypedParcelDbContext(DbContextOptions<RetypedParcelDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Parcels.Build(modelBuilder);
        modelBuilder.Entity<Parcel>().Property(parcel => parcel.PostedOn).HasConversion<string>();
    }
}

public sealed class StoreTypeDbContext(DbContextOptions<StoreTypeDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Stamp>(stamp =>
        {
            stamp.HasKey(row => row.Sequence);
            stamp.Property(row => row.Text).HasColumnType("jsonb");
        });
}

public sealed class LocalFunctionDbContext(DbContextOptions<LocalFunctionDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Stamp>(stamp =>
        {
            stamp.HasKey(row => row.Sequence);
            stamp.Property(row => row.Text).HasDefaultValueSql("gen_random_uuid()");
        });
}

public static class Parcels
{
    public static void Build(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Parcel>(parcel =>
        {
            parcel.Property(row => row.Party).HasMaxLength(64);
            parcel.Property(row => row.ReadAt).HasConversion(
                new ValueConverter<DateTimeOffset, DateTime>(at => at.UtcDateTime, at => new DateTimeOffset(at)));
            parcel.Property(row => row.Sdgs).HasConversion(
                new ValueConverter<int[], string>(
                    sdgs => string.Join(';', sdgs), text => text.Split(';', StringSplitOptions.None).Select(int.Parse).ToArray()));
            parcel.Property(row => row.Weekday).HasConversion<string>().HasMaxLength(32);
            parcel.Property(row => row.Version).IsConcurrencyToken();
            parcel.HasIndex(row => new { row.Party, row.VoucherNo }).IsUnique();
            parcel.HasIndex(row => row.PostedOn).HasFilter("\"VoucherNo\" IS NOT NULL");
        });
        modelBuilder.Entity<Stamp>(stamp =>
        {
            stamp.HasKey(row => row.Sequence);
            stamp.HasOne<Parcel>().WithMany().HasForeignKey(row => row.ParcelId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
