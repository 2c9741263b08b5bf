using System.Net;
using System.Net.Sockets;
using Platform.AppHost.Hosting;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.AppHost.Tests;

/// <summary>The AppHost as a process: how it ends, and what it says when it is started wrongly.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("platform-apphost-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task Killed_in_the_middle_of_its_start_it_leaves_nothing_and_the_next_start_completes_and_ends_cleanly()
    {
        await using (var first = new AppHostProcess(data, ("PLATFORM_SAMPLE", "")))
        {
            // Itself, and of the programs at least some.
            await first.RunAsync(programs: 3);
            first.Kill();
            await first.NothingIsLeftAsync();
        }

        // What a start that is cut off in initdb leaves.
        Directory.CreateDirectory(Path.Combine(data, "servers", "postgres", "data.new", "base"));
        await using var second = new AppHostProcess(data, ("PLATFORM_SAMPLE", ""));
        await second.PrintedAsync("The Social Innovation Platform is ready.");
        Assert.Contains("Sample data: ", second.Output, StringComparison.Ordinal);
        Assert.Matches("dashboard http://127\\.0\\.0\\.1:[0-9]+/login\\?t=[0-9a-f]+", second.Output);
        using var client = new HttpClient { BaseAddress = second.Address };
        Assert.NotEmpty((await client.Get("/api/registry/v1/organisations")).Expect(HttpStatusCode.OK)["items"]!.AsArray());
        Assert.NotEmpty(second.Descendants());
        Assert.Equal(0, await second.StopAsync());
        await second.NothingIsLeftAsync(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("Exception", second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PLATFORM_URL", "The platform cannot listen on ", "Set PLATFORM_URL to another address.")]
    [InlineData("ASPNETCORE_URLS", "Aspire's dashboard cannot listen on ", "Set ASPNETCORE_URLS to another address.")]
    [InlineData(
        "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL",
        "(OTLP) cannot listen on ",
        "Set ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL to another address."
    )]
    [InlineData(
        "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL",
        "resource service cannot listen on ",
        "Set ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL to another address."
    )]
    public async Task An_address_that_is_taken_is_one_line_that_names_the_variable(string variable, string wrong, string todo)
    {
        using var occupied = new TcpListener(IPAddress.Loopback, 0);
        occupied.Start();
        await EndsWithLinesAsync([(variable, $"http://{occupied.LocalEndpoint}")], [wrong, todo]);
    }

    [Fact]
    public async Task The_gateway_and_the_dashboard_on_one_port_is_one_line_that_names_both()
    {
        var port = Ports.Free();
        await EndsWithLinesAsync(
            [("PLATFORM_URL", $"http://127.0.0.1:{port}"), ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}")],
            [$"ASPNETCORE_URLS and PLATFORM_URL name the same port, {port}: change one of them."]
        );
    }

    [Theory]
    [InlineData("PLATFORM_SERVERS", "docker", "PLATFORM_SERVERS is containers or native, not docker.")]
    [InlineData("PLATFORM_REPLICAS", "0", "PLATFORM_REPLICAS is a number from 1 to 9, not 0.")]
    [InlineData("PLATFORM_SAMPLE", "perhaps", "PLATFORM_SAMPLE is true or false, not perhaps.")]
    [InlineData("PLATFORM_URL", "nonsense", "PLATFORM_URL is an address such as http://localhost:8080, not nonsense.")]
    [InlineData("PLATFORM_DATA", "/dev/null", "PLATFORM_DATA is a folder of ours, not /dev/null")]
    public Task A_setting_that_cannot_be_meant_is_one_line(string variable, string value, string line) =>
        EndsWithLinesAsync([(variable, value)], [line]);

    [Theory]
    [InlineData("exit 1")]
    [InlineData("sleep 60")]
    public async Task A_container_runtime_that_does_not_answer_is_named_and_the_servers_of_the_machine_are_used(string script)
    {
        var programs = Directory.CreateDirectory(Path.Combine(data, "programs")).FullName;
        var docker = Path.Combine(programs, "docker");
        await File.WriteAllTextAsync(docker, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var occupied = new TcpListener(IPAddress.Loopback, 0);
        occupied.Start();
        // The taken address ends it after it has chosen.
        await EndsWithLinesAsync(
            [
                ("PLATFORM_SERVERS", ""),
                ("PATH", $"{programs}:{Environment.GetEnvironmentVariable("PATH")}"),
                ("PLATFORM_URL", $"http://{occupied.LocalEndpoint}"),
            ],
            ["docker is installed but does not answer; the servers of this machine are used instead"],
            ["cannot listen on"]
        );
    }

    [Fact]
    public async Task Data_made_with_another_password_are_named_and_nothing_is_left_running()
    {
        var folder = Path.Combine(data, "servers", "postgres");
        await using (var server = new PostgresServer(folder))
        {
            await server.StartAsync();
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "password"), new string('0', 32));
        await using var process = new AppHostProcess(data);
        Assert.Equal(1, await process.WaitForExitAsync());
        Assert.Contains("postgres cannot start:", process.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"{folder} was made with another password than the one in {folder}/password",
            process.Output,
            StringComparison.Ordinal
        );
        await process.NothingIsLeftAsync();
    }

    [Fact]
    public void Without_servers_and_without_a_container_runtime_the_packages_are_named()
    {
        var refused = Assert.Throws<SettingException>(() =>
            PlatformSettings.RequireNative(null, [ServerPackage.PostgreSql, ServerPackage.Redis])
        );
        Assert.Equal(
            "PostgreSQL and Redis are missing on this machine: apt-get install postgresql redis-server (Debian), then try again. A container runtime (Docker, Podman) does as well.",
            refused.Message
        );
        Assert.Equal(ServerKind.Native, PlatformSettings.RequireNative(null, []));
    }

    private async Task EndsWithLinesAsync((string Name, string Value)[] variables, params string[][] lines)
    {
        await using var process = new AppHostProcess(data, variables);
        Assert.Equal(1, await process.WaitForExitAsync());
        var printed = process.Output.Split('\n');
        Assert.Equal(lines.Length, printed.Length);
        foreach (var (line, expected) in printed.Zip(lines))
        {
            Assert.All(expected, fragment => Assert.Contains(fragment, line, StringComparison.Ordinal));
        }

        await process.NothingIsLeftAsync();
    }
}
