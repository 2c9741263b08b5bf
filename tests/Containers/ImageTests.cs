using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Harness;

namespace Platform.Containers.Tests;

/// <summary>The images that <c>eng/local-images/publish</c> has made of the services and the gateway.</summary>
public sealed class ImageTests
{
    private const string User = "1654";
    private const int Port = 8080;

    public static TheoryData<string> Programs => ["access", "registry", "rewards", "sandbox", "partnerships", "gateway"];

    [Theory(Skip = Full.Reason, SkipUnless = nameof(Full.IsFull), SkipType = typeof(Full))]
    [MemberData(nameof(Programs))]
    public async Task An_image_runs_without_root_or_rights_on_a_read_only_file_system_and_is_alive(string program)
    {
        var image = $"platform/{program}:latest";
        await using var container = Harness.Containers.Build(() =>
            new ContainerBuilder(image)
                // Nobody else's image of this name.
                .WithImagePullPolicy(PullPolicy.Never)
                .WithTmpfsMount("/tmp")
                .WithCreateParameterModifier(parameters =>
                {
                    parameters.HostConfig!.ReadonlyRootfs = true;
                    parameters.HostConfig.CapDrop = ["ALL"];
                    parameters.HostConfig.SecurityOpt = ["no-new-privileges"];
                })
                .WithPortBinding(Port, true)
                .WithWaitStrategy(
                    Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(Port).ForPath("/health/live"))
                )
                .WithLogger(NullLogger.Instance)
                .Build()
        );
        await Harness.Containers.StartAsync(container);

        using var engine = TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder().Build();
        var made = await engine.Images.InspectImageAsync(image);
        Assert.Equal(User, made.Config?.User);
        Assert.Equal(["8080/tcp"], made.Config?.ExposedPorts?.Keys);
        Assert.Equal($"platform/{program}", made.Config?.Labels?["org.opencontainers.image.title"]);
        Assert.NotEmpty(made.Config?.Labels?["org.opencontainers.image.description"] ?? "");
        Assert.Matches("^[0-9a-f]{40}$", made.Config?.Labels?["org.opencontainers.image.revision"]);

        using var client = new HttpClient { BaseAddress = new($"http://{container.Hostname}:{container.GetMappedPublicPort(Port)}") };
        using var answer = await client.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync());

        // What the kernel says of the process itself.
        var status = (await RunAsync(container, "cat", "/proc/1/status"))
            .Stdout.Split('\n')
            .Where(line => line.Contains(":\t", StringComparison.Ordinal))
            .ToDictionary(line => line.Split(":\t")[0], line => line.Split(":\t")[1], StringComparer.Ordinal);
        Assert.Equal($"{User}\t{User}\t{User}\t{User}", status["Uid"]);
        Assert.Equal(0UL, ulong.Parse(status["CapBnd"], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.Equal("1", status["NoNewPrivs"]);
        Assert.Contains("Read-only file system", (await RunAsync(container, "touch", "/app/written")).Stderr, StringComparison.Ordinal);
        // The native libraries of other platforms.
        var runtimes = await RunAsync(container, "find", "/app", "-path", "/app/runtimes/*", "-prune");
        Assert.DoesNotContain(runtimes.Stdout.Split('\n'), IsForeign);

        var compressed = await CompressedSizeAsync($"platform/{program}");
        Console.WriteLine($"{image}: {compressed / 1_000_000.0:0.0} MB compressed, {made.Size / 1_000_000.0:0.0} MB unpacked");
    }

    private static async Task<ExecResult> RunAsync(IContainer container, params string[] command) => await container.ExecAsync(command);

    private static bool IsForeign(string folder) =>
        folder.Length > 0 && !folder.EndsWith($"/linux-{RuntimeInformation.OSArchitecture}", StringComparison.OrdinalIgnoreCase);

    /// <summary>In bytes, as the registry that the image was published to keeps its layers.</summary>
    private static async Task<long> CompressedSizeAsync(string repository)
    {
        using var client = new HttpClient();
        var registry = Environment.GetEnvironmentVariable("PLATFORM_REGISTRY");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{registry}/v2/{repository}/manifests/latest");
        request.Headers.Accept.ParseAdd("application/vnd.docker.distribution.manifest.v2+json");
        request.Headers.Accept.ParseAdd("application/vnd.oci.image.manifest.v1+json");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        using var manifest = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return manifest.RootElement.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty("size").GetInt64());
    }
}
