using System.Diagnostics;
using System.Globalization;
using System.Net;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.Containers.Tests;

/// <summary>What <c>aspire publish</c> has written runs the platform on the images of <c>eng/local-images</c>.</summary>
public sealed class ComposeTests : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("platform-compose-").FullName;
    private readonly int port = Ports.Free();

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(folder, "compose.yaml")))
        {
            await RunAsync("docker-compose", "down", "--volumes", "--timeout", "5");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact(Skip = Full.Reason, SkipUnless = nameof(Full.IsFull), SkipType = typeof(Full))]
    public async Task The_published_compose_file_runs_the_platform()
    {
        await RunAsync("dotnet", Topology.ProgramOf("appHost"), "--operation", "publish", "--step", "publish", "--output-path", folder);
        var file = Path.Combine(folder, ".env");
        var filled = (await File.ReadAllLinesAsync(file)).Select(line =>
            line switch
            {
                _ when line.EndsWith("_PASSWORD=", StringComparison.Ordinal) => line
                    + Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()),
                _ when line.StartsWith("GATEWAY_PORT=", StringComparison.Ordinal) => string.Create(
                    CultureInfo.InvariantCulture,
                    $"GATEWAY_PORT={port}"
                ),
                _ when line.StartsWith("COMPOSE_PROJECT_NAME=", StringComparison.Ordinal) => $"COMPOSE_PROJECT_NAME=test{port}",
                _ => line,
            }
        );
        await File.WriteAllLinesAsync(file, filled);
        await RunAsync("docker-compose", "up", "--detach");

        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        foreach (
            var path in new[]
            {
                "/api/registry/v1/organisations",
                "/api/rewards/v1/totals",
                "/api/sandbox/v1/precedents",
                "/api/partnerships/v1/vocabulary",
                "/.well-known/jwks.json",
            }
        )
        {
            await Eventually.TrueAsync(() => AnswersAsync(client, path), $"{path} answers", TimeSpan.FromMinutes(3));
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, string path)
    {
        try
        {
            using var answer = await client.GetAsync(path);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(
            process.ExitCode == 0,
            $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{string.Concat(output)}"
        );
    }
}
