using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Platform.Data;
using Platform.Harness;

namespace Platform.Contracts.Tests;

/// <summary>The migrations say what the model says, on both databases.</summary>
public sealed class DatabaseTests
{
    public static TheoryData<string> Services => [.. Modules.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void The_model_has_no_change_without_a_migration_on_SQLite(string service)
    {
        using var db = Context(service, (options, _) => options.UseSqlite("Data Source=:memory:"));
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), $"./dev migrate add {service} What");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_model_has_no_change_without_a_migration_on_PostgreSQL(string service)
    {
        using var db = Context(service, (options, _) => options.UseNpgsql("Host=localhost;Database=none"));
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), $"./dev migrate add {service} What");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Migrations_apply_from_empty_and_make_every_table_of_the_model(string service)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var db = Context(service, (options, _) => options.UseSqlite(connection));
        await db.Database.MigrateAsync();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        var made = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'table'").ToListAsync();
        var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).OfType<string>().Distinct().ToArray();
        Assert.Contains("Outbox", tables);
        Assert.All(tables, table => Assert.Contains(table, made));
    }

    [Fact]
    public void A_planted_change_of_a_model_is_noticed()
    {
        using var db = Context("Registry", (options, type) =>
        {
            options.UseSqlite("Data Source=:memory:");
            options.ReplaceService<IModelCustomizer, OneMoreColumn>();
        });
        Assert.True(db.Database.HasPendingModelChanges());
    }

    private static DbContext Context(string service, Action<DbContextOptionsBuilder, Type> use)
    {
        var type = Modules.AssemblyOf(service).GetTypes().Single(type => type.IsSubclassOf(typeof(ServiceDbContext)) && !type.IsAbstract);
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        use(options, type);
        return (DbContext)
            Activator.CreateInstance(
                type,
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic,
                null,
                [options.Options],
                null
            )!;
    }

    private sealed class OneMoreColumn(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.Model.GetEntityTypes().First(entity => entity.GetTableName() == "Outbox").AddProperty("Planted", typeof(int));
        }
    }
}
