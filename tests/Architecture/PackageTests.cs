using System.Runtime.InteropServices;
using System.Text.Json;
using Platform.Harness;

namespace Platform.Architecture.Tests;

/// <summary>
/// What <c>./dev run</c> has to fetch with an empty package cache: the packages of <c>standalone</c>, and nothing of the AppHost's.
/// </summary>
public sealed class PackageTests
{
    private const long MaxUnpacked = 400_000_000;

    private static readonly JsonElement Assets = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(Snapshots.Root, "artifacts", "obj", "Standalone", "project.assets.json")))
        .RootElement;

    private static IReadOnlyList<(string Name, string Folder)> Packages { get; } =
    [
        .. from library in Assets.GetProperty("libraries").EnumerateObject()
        where library.Value.GetProperty("type").GetString() == "package"
        select (library.Name.Split('/')[0], library.Value.GetProperty("path").GetString()!),
    ];

    [Fact]
    public void The_packages_are_the_committed_ones() =>
        Assert.Null(
            Snapshots.Difference(
                "tests/Architecture/packages/standalone.txt",
                // The native libraries are those of the machine that builds.
                string.Join(
                    '\n',
                    Packages
                        .Select(package => package.Name.Replace(RuntimeInformation.RuntimeIdentifier, "RID", StringComparison.Ordinal))
                        .Order(StringComparer.OrdinalIgnoreCase)
                )
            )
        );

    [Fact]
    public void None_is_the_AppHosts()
    {
        Assert.DoesNotContain(Packages, package => IsOfTheAppHost(package.Name));
        Assert.True(IsOfTheAppHost("Aspire.Hosting") && IsOfTheAppHost("KubernetesClient"));
    }

    [Fact]
    public void Unpacked_they_stay_below_the_limit()
    {
        var folder = Assets.GetProperty("packageFolders").EnumerateObject().First().Name;
        // Without the archive that NuGet leaves beside what it has unpacked.
        var bytes = Packages.Sum(package =>
            Directory
                .EnumerateFiles(Path.Combine(folder, package.Folder), "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".nupkg", StringComparison.Ordinal))
                .Sum(file => new FileInfo(file).Length)
        );
        TestContext.Current.TestOutputHelper?.WriteLine($"{Packages.Count} packages, {bytes / 1_000_000} MB unpacked");
        Assert.InRange(bytes, 1, MaxUnpacked);
    }

    private static bool IsOfTheAppHost(string name) =>
        new[] { "Aspire", "KubernetesClient", "Grpc", "Hex1b" }.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
