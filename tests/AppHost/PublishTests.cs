using System.Diagnostics;
using Platform.Harness;

namespace Platform.AppHost.Tests;

/// <summary>What is published of the model is committed, so that a change of it is reviewed.</summary>
public sealed class PublishTests : IDisposable
{
    // Below the root, because the manifest names the projects relative to itself.
    private readonly string folder = Path.Combine(Snapshots.Root, "artifacts", $"publish-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public PublishTests() => Directory.CreateDirectory(folder);

    [Fact]
    public async Task The_manifest_is_the_committed_one()
    {
        var file = Path.Combine(folder, "manifest.json");
        Assert.Equal(0, (await PublishAsync("--publisher", "manifest", "--output-path", file)).ExitCode);
        Assert.Null(Snapshots.Difference("deploy/manifest.json", await File.ReadAllTextAsync(file)));
    }

    [Fact]
    public async Task The_compose_file_is_the_committed_one_and_asks_for_every_secret()
    {
        Assert.Equal(0, (await PublishAsync("--operation", "publish", "--step", "publish", "--output-path", folder)).ExitCode);
        var compose = await File.ReadAllTextAsync(Path.Combine(folder, "compose.yaml"));
        Assert.Null(Snapshots.Difference("deploy/compose.yaml", compose));
        var environment = await File.ReadAllLinesAsync(Path.Combine(folder, ".env"));
        foreach (var secret in new[] { "POSTGRES_PASSWORD", "MESSAGING_PASSWORD", "CACHE_PASSWORD" })
        {
            Assert.Contains($"{secret}=", environment);
            Assert.Contains($"${{{secret}:?", compose, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("{}", compose, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_to_nowhere_fails_and_says_what_to_do_instead()
    {
        var (exitCode, output) = await PublishAsync("--operation", "publish", "--step", "deploy", "--output-path", folder);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("There is nowhere to deploy to: run `aspire publish -o FOLDER`", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> PublishAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [Topology.ProgramOf("appHost"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(output));
    }
}
