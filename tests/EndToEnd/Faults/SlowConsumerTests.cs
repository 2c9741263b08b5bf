using Platform.Harness;

namespace Platform.EndToEnd.Tests.Faults;

/// <summary>Somebody holds the table that the consumer of rewards needs.</summary>
[Collection(FaultTests.Name)]
public sealed class SlowConsumerTests(FaultPlatform platform)
{
    [Fact]
    public Task The_other_services_do_not_wait_for_it_and_it_catches_up() =>
        platform.UnderAWritingClientAsync(async () =>
        {
            await using var blocker = await platform.OpenAsync("rewards");
            await using var transaction = await blocker.BeginTransactionAsync();
            await FaultPlatform.SqlAsync<object>(blocker, """LOCK TABLE "Suppliers" IN ACCESS EXCLUSIVE MODE""");
            var before = platform.Writing.Organisations.ToHashSet();
            await platform.GetsOnAsync(registrations: 30);
            Guid[] meanwhile = [.. platform.Writing.Organisations.Except(before)];

            await Eventually.TrueAsync(
                async () =>
                    await platform.SqlAsync<long>(
                        "partnerships",
                        """SELECT count(*) FROM "Organisations" WHERE "Id" = ANY($1)""",
                        meanwhile
                    ) == meanwhile.Length,
                "partnerships knows them"
            );
            await Eventually.TrueAsync(
                async () =>
                    await platform.Writing.FeedAsync("registry.organisation-registered") is var feed
                    && meanwhile.All(organisation => feed.ContainsKey(organisation.ToString())),
                "the feed has them"
            );
            Assert.Equal(
                0,
                await FaultPlatform.SqlAsync<long>(blocker, """SELECT count(*) FROM "Suppliers" WHERE "Id" = ANY($1)""", meanwhile)
            );
            await transaction.RollbackAsync();
        });
}
