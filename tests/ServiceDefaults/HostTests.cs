using Microsoft.AspNetCore.Builder;
using Platform.Registry;

namespace Platform.ServiceDefaults.Tests;

public sealed class HostTests
{
    [Fact]
    public void A_host_that_is_given_a_second_service_says_so_at_once()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["Platform:Data"] = Path.GetTempPath();
        builder.AddRegistry();
        var refused = Assert.Throws<InvalidOperationException>(builder.AddRegistry);
        Assert.Equal("This host has the service registry already, registry cannot be added: one host, one service.", refused.Message);
    }
}
