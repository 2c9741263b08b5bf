namespace Platform.Harness;

/// <summary>In place of Containers.cs where Testcontainers cannot be had or was not asked for.</summary>
internal static class Containers
{
    public static Task<TestServers.Running> StartAsync() => throw new InvalidOperationException(
        "PLATFORM_TEST_SERVERS=containers: this build has no containers. They need Testcontainers from the package feed (artifacts/feed.txt says full) and this variable "
        + "also while building: PLATFORM_TEST_SERVERS=containers ./dev test --full. Without the variable the servers of this machine are used.");
}
