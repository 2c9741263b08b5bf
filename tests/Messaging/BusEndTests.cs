using Platform.Harness;

namespace Platform.Messaging.Tests;

/// <summary>A host may be asked to end at any moment, also while its bus opens its channels.</summary>
public sealed class BusEndTests
{
    [Fact]
    public async Task A_host_that_ends_while_its_bus_starts_logs_no_error()
    {
        var servers = await TestServers.GetAsync();
        var (database, broker) = (await servers.CreateDatabaseAsync("shelf"), await servers.CreateVirtualHostAsync("shelf"));
        for (var milliseconds = 0; milliseconds < 100; milliseconds += 2)
        {
            var service = await ShelfService.StartAsync(
                new("ConnectionStrings:shelfdb", database),
                new("ConnectionStrings:messaging", broker)
            );
            // Another moment of the start each time.
            await Task.Delay(milliseconds);
            await service.DisposeAsync();
            Assert.Empty(service.Errors.Lines);
        }
    }
}
