using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Migrations;

/// <summary>
/// One migration set for PostgreSQL and SQLite. The migration is made from the SQLite model, without store types (each
/// provider then picks its own), and refused unless the PostgreSQL model asks for the same steps.
/// </summary>
public static class PortableMigrations
{
    public static MigrationFiles Add(ServiceContext service, string name)
    {
        using (var model = service.OnSqlite())
        {
            PortableModel.Check(model);
        }

        var onSqlite = Steps(service.OnSqlite);
        var onPostgreSql = Steps(service.OnPostgreSql);
        if (onSqlite.Count == 0 && onPostgreSql.Count == 0)
        {
            throw new RefusedException("the model has not changed since the last migration; there is nothing to add.");
        }

        if (onSqlite.Except(onPostgreSql).Concat(onPostgreSql.Except(onSqlite)).FirstOrDefault() is { } onlyOne)
        {
            throw new RefusedException(
                $"only one of the two databases sees a change here: {onlyOne}. (A type such as string and Guid is one type to SQLite and "
                + "two to PostgreSQL.) Add a new column under another name, move the data, and drop the old one.");
        }

        // A snapshot's model can be compared once only, so this is a context that has compared nothing yet.
        using var sqlite = service.OnSqlite();
        using var services = DesignTimeServices(sqlite);
        using var scope = services.CreateScope();
        var scaffolder = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
        var folder = Path.Combine(service.ProjectFolder, "Data", "Migrations");
        var migration = scaffolder.ScaffoldMigration(name, service.RootNamespace, "Data.Migrations");
        return scaffolder.Save(service.ProjectFolder, migration, folder, dryRun: false);
    }

    private static ServiceProvider DesignTimeServices(DbContext context)
    {
        var services = new ServiceCollection();
        services.AddEntityFrameworkDesignTimeServices();
        services.AddDbContextDesignTimeServices(context);
        new SqliteDesignTimeServices().ConfigureDesignTimeServices(services);

        // The last registration wins.
        services.AddSingleton<IAnnotationCodeGenerator, PortableAnnotations>();
        services.AddSingleton<IMigrationsCodeGenerator, PortableMigrationsGenerator>();
        return services.BuildServiceProvider();
    }

    /// <summary>What has to be done to come from the last migration to the present model, one line per step.</summary>
    private static HashSet<string> Steps(Func<DbContext> create)
    {
        using var context = create();
        var snapshot = context.GetService<IMigrationsAssembly>().ModelSnapshot?.Model;
        var last = snapshot is null ? null : context.GetService<IModelRuntimeInitializer>().Initialize(
            snapshot is IMutableModel mutable ? mutable.FinalizeModel() : snapshot, designTime: true);
        return context.GetService<IMigrationsModelDiffer>()
            .GetDifferences(last?.GetRelationalModel(), context.GetService<IDesignTimeModel>().Model.GetRelationalModel())
            .Where(operation => operation is not AlterDatabaseOperation)
            .Select(Describe)
            .ToHashSet();
    }

    private static string Describe(MigrationOperation operation)
    {
        var kind = operation.GetType().Name.Replace("Operation", "", StringComparison.Ordinal);
        var parts = new[] { "Table", "Name", "NewName" }
            .Select(part => operation.GetType().GetProperty(part)?.GetValue(operation) as string)
            .Where(part => part is not null);
        return $"{kind} {string.Join('.', parts)}";
    }
}
