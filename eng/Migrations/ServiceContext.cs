using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Platform.Migrations;

/// <summary>A DbContext to scaffold for, and where its migrations live.</summary>
/// <param name="Type">The context; its constructor takes <c>DbContextOptions&lt;T&gt;</c>.</param>
/// <param name="MigrationsAssembly">Holds the migrations that exist already, and the snapshot.</param>
/// <param name="RootNamespace">The migrations' namespace is this plus <c>.Data.Migrations</c>.</param>
/// <param name="ProjectFolder">The migrations' folder is this plus <c>Data/Migrations</c>.</param>
public sealed record ServiceContext(Type Type, Assembly MigrationsAssembly, string RootNamespace, string ProjectFolder)
{
    public static readonly IReadOnlyList<string> Services = ["Access", "Registry", "Rewards", "Sandbox", "Partnerships"];

    public static ServiceContext Find(string service)
    {
        if (!Services.Contains(service))
        {
            throw new RefusedException($"no such service; there are {string.Join(", ", Services)}.");
        }

        var assembly = Assembly.Load($"Platform.{service}");
        var type = assembly.GetTypes().SingleOrDefault(type => type.Name == $"{service}DbContext")
            ?? throw new RefusedException($"{assembly.GetName().Name} has no {service}DbContext.");
        return new ServiceContext(type, assembly, $"Platform.{service}", Path.Combine(RepositoryRoot(), "services", service));
    }

    /// <summary>The context on SQLite, whose model the migration is made from.</summary>
    public DbContext OnSqlite()
    {
        var options = NewOptions();
        options.UseSqlite("Data Source=:memory:", sqlite => sqlite.MigrationsAssembly(MigrationsAssembly));
        return Create(options);
    }

    /// <summary>The context on PostgreSQL; only its model is read, so nobody needs to listen there.</summary>
    public DbContext OnPostgreSql()
    {
        var options = NewOptions();
        options.UseNpgsql("Host=localhost;Database=none", npgsql => npgsql.MigrationsAssembly(MigrationsAssembly));
        return Create(options);
    }

    private DbContextOptionsBuilder NewOptions() =>
        (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(Type))!;

    private DbContext Create(DbContextOptionsBuilder options) =>
        (DbContext)Activator.CreateInstance(
            Type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [options.Options], null)!;

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new RefusedException("run the tool from inside the repository.");
    }
}
