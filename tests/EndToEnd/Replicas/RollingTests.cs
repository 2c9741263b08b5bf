using Platform.LocalServers;

namespace Platform.EndToEnd.Tests.Replicas;

/// <summary>Every process is replaced while clients read and write: they notice nothing.</summary>
[Collection(ReplicaCollection.Name)]
public sealed class RollingTests(ReplicatedPlatform platform, ITestOutputHelper output)
{
    [Fact]
    public async Task A_rolling_restart_of_everything_loses_nothing_and_fails_nothing()
    {
        var traffic = new Traffic(platform, 30_000_000);
        await traffic.StartAsync();
        for (var number = 0; number < 2; number++)
        {
            await Task.WhenAll(
                platform.Topology.Replicas.Values.Append(platform.Topology.Gateways).Select(processes => RestartAsync(processes[number]))
            );
            // As whoever rolls a change out does: the next one only when all know that this one is back.
            await Task.Delay(TimeSpan.FromSeconds(2));
            await traffic.GetsOnAsync();
        }

        await traffic.NothingWasLostAsync(output);
    }

    [Fact]
    public async Task A_version_with_one_column_and_one_event_member_more_takes_over_while_both_run()
    {
        var traffic = new Traffic(platform, 40_000_000);
        await traffic.StartAsync();
        var present = platform.Topology.Replicas["registry"];
        await using var first = Next(present[1].Address);
        await using var second = Next(present[0].Address);

        // Its migration first: the present version runs on with a database that is ahead of it.
        await first.RunOnceAsync("--migrate");
        await traffic.GetsOnAsync();
        Assert.Equal(0, await present[1].StopAsync());
        await first.StartAsync();
        await Eventually(async () =>
            await WithAsync(NoteNicknameWhenOrganisationRegistered.With) > 5
            && await WithAsync(NoteNicknameWhenOrganisationRegistered.Without) > 5
        );
        Assert.True(
            await platform.CountAsync("registry", $"""SELECT count(*) FROM "Organisations" WHERE "Nickname" = '{RegistryNext.Nickname}'""")
                > 0
        );

        Assert.Equal(0, await present[0].StopAsync());
        await second.StartAsync();
        await traffic.GetsOnAsync();
        await traffic.NothingWasLostAsync(output);
        // Whichever of the two relays published it, no event of the next version lost its member, and the next version took those without
        // one.
        await Eventually(async () => await platform.CountAsync("registry", "SELECT count(*) FROM \"Outbox\"") == 0);
        await Eventually(async () =>
            await WithAsync(NoteNicknameWhenOrganisationRegistered.With)
            == await platform.CountAsync(
                "registry",
                $"""SELECT count(*) FROM "Organisations" WHERE "Nickname" = '{RegistryNext.Nickname}'"""
            )
        );
        Assert.Contains(await platform.FeedAsync("admin"), found => found.Data["nickname"]?.GetValue<string>() == RegistryNext.Nickname);

        await Task.WhenAll(BackAsync(first, present[1]), BackAsync(second, present[0]));
    }

    private ServiceProcess Next(Uri address) =>
        new(
            "registry-next",
            typeof(RegistryNext).Assembly.Location,
            platform.Topology.EnvironmentOf("registry"),
            address,
            "registry-next"
        );

    private Task<long> WithAsync(string what) =>
        platform.CountAsync("registry", $"""SELECT count(*) FROM "Changes" WHERE "What" = '{what}'""");

    private static Task Eventually(Func<Task<bool>> condition) =>
        Harness.Eventually.TrueAsync(condition, "the versions take each other's events", TimeSpan.FromSeconds(60));

    private static async Task BackAsync(ServiceProcess next, ServiceProcess present)
    {
        await next.StopAsync();
        await present.StartAsync();
    }

    private static async Task RestartAsync(ServiceProcess process)
    {
        Assert.Equal(0, await process.StopAsync());
        await process.StartAsync();
    }
}
