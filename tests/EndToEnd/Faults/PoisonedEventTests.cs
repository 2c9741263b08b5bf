using System.Net;
using System.Text.Json.Nodes;
using Platform.Harness;

namespace Platform.EndToEnd.Tests.Faults;

/// <summary>A rule in the database of rewards makes one event impossible to take there.</summary>
[Collection(FaultTests.Name)]
public sealed class PoisonedEventTests(FaultPlatform platform)
{
    [Fact]
    public Task It_waits_among_the_dead_letters_while_the_others_flow_and_a_replay_makes_up_for_it() =>
        platform.UnderAWritingClientAsync(async () =>
        {
            var (admin, buyer, ubn) = (await platform.AsAsync("admin"), await platform.AsAsync("buyer1"), platform.Writing.NextUbn());
            await platform.SqlAsync<object>("rewards", $"""ALTER TABLE "Suppliers" ADD CONSTRAINT poison CHECK ("Ubn" <> '{ubn}')""");
            var poisoned = await platform.Writing.RegisterAsync(ubn);
            var letter = await LetterAsync();
            Assert.Equal(
                ("record-supplier-when-organisation-changed", "registry.organisation-registered", poisoned.ToString()),
                (letter["consumer"]!.GetValue<string>(), letter["type"]!.GetValue<string>(), letter["subject"]!.GetValue<string>())
            );
            Assert.Contains("poison", letter["error"]!.GetValue<string>(), StringComparison.Ordinal);

            // Other events flow to that consumer, and this one to the others.
            var later = await platform.Writing.RegisterAsync(platform.Writing.NextUbn());
            await TrackedAsync("rewards", "Suppliers", later, 1);
            await TrackedAsync("partnerships", "Organisations", poisoned, 1);
            Assert.Equal(1, (await platform.Writing.FeedAsync("registry.organisation-registered")).GetValueOrDefault(poisoned.ToString()));

            // Replayed too early it stays; the buyer is told that the supplier is unknown.
            Assert.False(await ReplayAsync(letter));
            letter = await LetterAsync();
            var registered = (
                await buyer.Post(
                    "/api/rewards/v1/buyers",
                    new
                    {
                        ubn = "10458574",
                        name = new { zh = "大安股份有限公司" },
                        kind = "company",
                        isSme = true,
                        affiliates = Array.Empty<string>(),
                    }
                )
            ).Expect(HttpStatusCode.Created);
            var today = DateOnly.FromDateTime(
                (await platform.Anonymous.Get("/dev/clock"))["now"]!.GetValue<DateTimeOffset>().ToOffset(TimeSpan.FromHours(8)).DateTime
            );
            var purchase = Bodies.Purchase(registered.Id, ubn, today, "AB-12345678", 60_000);
            Assert.Equal("rewards.supplier-not-registered", (await buyer.Post("/api/rewards/v1/purchases", purchase)).Code);

            await platform.SqlAsync<object>("rewards", """ALTER TABLE "Suppliers" DROP CONSTRAINT poison""");
            Assert.True(await ReplayAsync(letter));
            Assert.Empty(await platform.DeadLettersAsync("rewards"));
            (await buyer.Post("/api/rewards/v1/purchases", purchase)).Expect(HttpStatusCode.Created);

            async Task<bool> ReplayAsync(JsonNode dead) =>
                (await admin.Post($"/api/rewards/v1/dead-letters/{dead["id"]}/replay")).Expect(HttpStatusCode.OK)[
                    "consumed"
                ]!.GetValue<bool>();
        });

    private Task<JsonNode> LetterAsync() =>
        Eventually.ValueAsync(
            async () => (await platform.DeadLettersAsync("rewards")).SingleOrDefault(),
            "there is a dead letter",
            TimeSpan.FromSeconds(60)
        );

    private Task TrackedAsync(string service, string table, Guid organisation, long times) =>
        Eventually.TrueAsync(
            async () =>
                await platform.SqlAsync<long>(service, $"""SELECT count(*) FROM "{table}" WHERE "Id" = $1""", organisation) == times,
            $"{service} knows the organisation"
        );
}
