using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;

namespace Platform.Migrations.Tests;

/// <summary>A folder that stands for a service's project: migrations are scaffolded into it, compiled and loaded.</summary>
internal sealed class Workshop : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("migrations-");
    private Assembly migrations = typeof(Workshop).Assembly;

    public IEnumerable<string> Files => folder.EnumerateFiles("*.cs", SearchOption.AllDirectories).Select(file => file.FullName);

    public string Source => string.Join('\n', Files.Select(File.ReadAllText));

    public ServiceContext Of<T>() where T : DbContext => new(typeof(T), migrations, "Platform.Parcels", folder.FullName);

    /// <summary>Adds a migration; later calls see it, whatever context they are for.</summary>
    public void Add<T>(string name) where T : DbContext
    {
        PortableMigrations.Add(Of<T>(), name);
        Compile<T>();
    }

    /// <summary>Compiles what is there as the migrations of <typeparamref name="T"/>.</summary>
    public void Compile<T>() where T : DbContext
    {
        var name = $"Parcels{Guid.NewGuid():N}";
        var trees = Files.Select(file => CSharpSyntaxTree.ParseText(Retarget<T>(File.ReadAllText(file))));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create(name, trees, references, options).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        migrations = AssemblyLoadContext.Default.LoadFromStream(image);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Retarget<T>(string code) =>
        Regex.Replace(code, @"typeof\(\w+DbContext\)", $"typeof({typeof(T).Name})");
}
