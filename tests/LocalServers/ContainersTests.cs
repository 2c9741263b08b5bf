using System.Diagnostics;

namespace Platform.LocalServers.Tests;

public sealed class ContainersTests
{
    [Fact]
    public async Task Containers_without_an_engine_are_refused_in_one_line_that_says_what_to_do()
    {
        const string UsualEngine = "/var/run/docker.sock";
        Assert.SkipWhen(File.Exists(UsualEngine), $"{UsualEngine} is tried whatever DOCKER_HOST says: here no engine can be missing.");
        string[] arguments = [typeof(ContainersTests).Assembly.Location, "containers"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment["DOCKER_HOST"] = "unix:///nowhere/docker.sock";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("No container engine answers: start one, or put eng/local-images/engine run before the command.\n", output);
        Assert.Equal(1, process.ExitCode);
    }
}
