using Platform.Harness;

namespace Platform.LocalServers.Tests;

/// <summary>Which servers the tests of the services run on is said in words; a wrong one never quietly means another.</summary>
public sealed class ChoiceTests
{
    [Theory]
    [InlineData("container")]
    [InlineData("Containers")]
    public async Task A_misspelt_kind_of_server_is_refused(string kind)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestServers.StartAsync(kind));
        Assert.Equal($"PLATFORM_TEST_SERVERS is local or containers, not {kind}.", refused.Message);
    }

    [Theory]
    [InlineData(null, "embedded")]
    [InlineData("", "embedded")]
    [InlineData("embedded", "embedded")]
    [InlineData("servers", "servers")]
    public void A_choice_is_the_usual_one_unless_the_other_is_named(string? chosen, string expected) =>
        Assert.Equal(expected, TestServers.Choice("PLATFORM_TEST_STORAGE", chosen, "embedded", "servers"));
}
