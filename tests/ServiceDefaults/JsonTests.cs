using Platform.ServiceDefaults.Http;

namespace Platform.ServiceDefaults.Tests;

public sealed class JsonTests
{
    [Fact]
    public void Options_that_all_requests_share_cannot_be_changed_by_the_first_two_at_once()
    {
        Assert.True(PlatformJson.Options.IsReadOnly);
        Assert.True(PlatformJson.Stored.IsReadOnly);
    }
}
