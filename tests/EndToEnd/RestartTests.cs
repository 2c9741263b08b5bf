using System.Net;
using Platform.Harness;

namespace Platform.EndToEnd.Tests;

public sealed class RestartTests(StandalonePlatform platform) : IClassFixture<StandalonePlatform>
{
    [Fact]
    public async Task It_stops_cleanly_and_a_second_start_on_the_same_folder_keeps_everything()
    {
        var org = await platform.AsAsync("org1");
        var application = (await org.Post("/api/registry/v1/applications", Bodies.Application("10458575"))).Expect(HttpStatusCode.Created);
        (await platform.Anonymous.Post("/dev/clock", new { advance = "P1D" })).Expect(HttpStatusCode.OK);
        Assert.Equal(0, await platform.StopAsync());
        await platform.StartAsync();

        // The token of the first run is still good: the signing key is kept too.
        (await org.Get($"/api/registry/v1/applications/{application.Id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("P1D", (await platform.Anonymous.Get("/dev/clock"))["ahead"]!.GetValue<string>());
    }
}
