using Platform.Harness;

namespace Platform.LocalServers.Tests;

public sealed class ContainersAbsentTests
{
    [Fact]
    public async Task Containers_in_a_build_without_them_are_refused_with_what_to_do()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestServers.StartAsync("containers"));
        Assert.Contains("PLATFORM_TEST_SERVERS=containers: this build has no containers", refused.Message, StringComparison.Ordinal);
        Assert.Contains("PLATFORM_TEST_SERVERS=containers ./dev test --full", refused.Message, StringComparison.Ordinal);
    }
}
