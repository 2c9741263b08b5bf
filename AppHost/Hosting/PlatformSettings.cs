using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Platform.Evaluation;
using Platform.LocalServers;

namespace Platform.AppHost.Hosting;

/// <summary>A setting is invalid. The message is one line that says what to set instead.</summary>
internal sealed class SettingException(string message) : Exception(message);

/// <summary>The source of PostgreSQL, RabbitMQ and Redis.</summary>
internal enum ServerKind
{
    /// <summary>Containers.</summary>
    Containers,

    /// <summary>The programs that are installed on this machine.</summary>
    Native,
}

/// <summary>The settings of the AppHost, from the environment or its arguments.</summary>
/// <param name="Evaluation">The address, data folder and sample data, read in the same way as by <c>./dev run</c>.</param>
/// <param name="Servers"><c>PLATFORM_SERVERS</c>: <c>containers</c> or <c>native</c>; by default containers when a container runtime
/// answers.</param>
/// <param name="Replicas"><c>PLATFORM_REPLICAS</c>: the number of processes of every service and of the gateway; 1 to 9.</param>
/// <param name="EnvironmentName">The environment of the services: <c>ASPNETCORE_ENVIRONMENT</c>; Development by default, because this
/// host is for evaluation.</param>
internal sealed record PlatformSettings(EvaluationSettings Evaluation, ServerKind Servers, int Replicas, string EnvironmentName)
{
    /// <summary>The gateway's address.</summary>
    public Uri Url { get; } = new(Evaluation.Url);

    /// <summary>The data folder of the native servers.</summary>
    public string ServersFolder => Path.Combine(Evaluation.Data, "servers");

    /// <summary>Returns the name of a container's data volume; it is different for every data folder.</summary>
    public string VolumeOf(string server) =>
        Evaluation.Storage.Length == 0
            ? $"platform-{server}"
            : $"platform-{server}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Evaluation.Data)))[..8]}";

    /// <summary>Reads the settings; when publishing, it reads nothing of this machine.</summary>
    /// <exception cref="SettingException">A setting is invalid.</exception>
    public static PlatformSettings Read(IDistributedApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var environment = configuration["ASPNETCORE_ENVIRONMENT"] is { Length: > 0 } name ? name : Environments.Development;
        if (builder.ExecutionContext.IsPublishMode)
        {
            var published = new EvaluationSettings("http://localhost:8080", "/tmp/platform", Sample: false, Storage: "");
            return new(published, ServerKind.Containers, Replicas: 1, environment);
        }

        try
        {
            var servers = ReadServers(configuration["PLATFORM_SERVERS"]);
            var defaultData = Path.Combine(builder.AppHostDirectory, "..", ".data");
            var evaluation = EvaluationSettings.Read(
                variable => configuration[variable],
                defaultData,
                servers.ToString().ToLowerInvariant()
            );
            return new(evaluation, servers, ReadReplicas(configuration["PLATFORM_REPLICAS"]), environment);
        }
        catch (ArgumentException exception)
        {
            throw new SettingException(exception.Message);
        }
    }

    /// <summary>Refuses to start when another program listens on an address of the gateway or the dashboard.</summary>
    /// <exception cref="SettingException">An address is in use.</exception>
    public void RequireFreePorts(IConfiguration configuration)
    {
        if (!Ports.IsFree(IPAddress.Loopback, Url.Port))
        {
            throw new SettingException(
                $"The platform cannot listen on {Evaluation.Url}: another program does. Set PLATFORM_URL to another address."
            );
        }

        DashboardAddresses.RequireFree(configuration, Url);
    }

    private static int ReadReplicas(string? value) =>
        value switch
        {
            null or "" => 1,
            [var digit and >= '1' and <= '9'] => digit - '0',
            _ => throw new SettingException($"PLATFORM_REPLICAS is a number from 1 to 9, not {value}."),
        };

    private static ServerKind ReadServers(string? value) =>
        value switch
        {
            "containers" when ContainerRuntime.Find() is null => throw new SettingException(
                "PLATFORM_SERVERS is containers, but neither Docker nor Podman is installed: install one, or set PLATFORM_SERVERS to native."
            ),
            "containers" => ServerKind.Containers,
            "native" => RequireNative(null, ServerPackage.Missing(ServerPackage.All)),
            null or "" => ContainerRuntime.Find() switch
            {
                { Answers: true } => ServerKind.Containers,
                { } silent => RequireNative(
                    $"{silent.Name} is installed but does not answer; the servers of this machine are used instead (PLATFORM_SERVERS=containers waits for {silent.Name}).",
                    ServerPackage.Missing(ServerPackage.All)
                ),
                null => RequireNative(null, ServerPackage.Missing(ServerPackage.All)),
            },
            _ => throw new SettingException($"PLATFORM_SERVERS is containers or native, not {value}."),
        };

    /// <summary>Prints the line and returns <see cref="ServerKind.Native"/> when no server is missing.</summary>
    /// <exception cref="SettingException">A server is missing; the message names the packages.</exception>
    internal static ServerKind RequireNative(string? line, IReadOnlyList<ServerPackage> missing)
    {
        if (missing.Count > 0)
        {
            throw new SettingException(
                $"{line} {new ServerMissingException(missing).Message} A container runtime (Docker, Podman) does as well.".TrimStart()
            );
        }

        if (line is not null)
        {
            Console.WriteLine(line);
        }

        return ServerKind.Native;
    }
}

/// <summary>The client program of an installed container runtime.</summary>
/// <param name="Name">The program.</param>
/// <param name="Answers">Whether its engine responds.</param>
internal sealed record ContainerRuntime(string Name, bool Answers)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Returns the runtime that Aspire would use: one that responds, otherwise one that is installed, otherwise <see langword="null"/>.
    /// </summary>
    public static ContainerRuntime? Find()
    {
        string[] names = Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME") is { Length: > 0 } named
            ? [named]
            : ["docker", "podman"];
        var found = names.Select(Probe).OfType<ContainerRuntime>().ToArray();
        return found.FirstOrDefault(runtime => runtime.Answers) ?? found.FirstOrDefault();
    }

    private static ContainerRuntime? Probe(string name)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(name, "version") { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (output.Wait(Timeout) && process.WaitForExit(Timeout))
            {
                return new(name, process.ExitCode == 0);
            }

            process.Kill(entireProcessTree: true);
            return new(name, Answers: false);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // The runtime is not installed.
            return null;
        }
    }
}
