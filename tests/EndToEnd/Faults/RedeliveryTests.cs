using System.Net;
using Platform.Harness;

namespace Platform.EndToEnd.Tests.Faults;

/// <summary>
/// A consumer is killed after its transaction has committed and before the broker has heard of it, so the broker delivers the event again.
/// The second test takes the inbox away: the same look at the same effect must then find it twice.
/// </summary>
[Collection(FaultTests.Name)]
public sealed class RedeliveryTests(FaultPlatform platform)
{
    private const string Event = "registry.application-submitted";

    [Fact]
    public Task An_event_that_is_delivered_again_has_one_effect() =>
        platform.UnderAWritingClientAsync(async () => Assert.Equal(1, await EffectsOfTwoDeliveriesAsync()));

    [Fact]
    public Task Without_the_inbox_the_effect_is_there_twice() =>
        platform.UnderAWritingClientAsync(async () =>
        {
            // The inbox forgets every row at once; and the unique indexes, which would notice the repetition too, are away.
            await platform.SqlAsync<object>(
                "access",
                """
                CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN DELETE FROM "Inbox" WHERE "Consumer" = NEW."Consumer" AND "MessageId" = NEW."MessageId"; RETURN NULL; END $$;
                CREATE TRIGGER forget AFTER INSERT ON "Inbox" FOR EACH ROW EXECUTE FUNCTION forget();
                DROP INDEX "IX_Feed_Id", "IX_Notices_EventId_Recipient";
                """
            );
            try
            {
                Assert.Equal(2, await EffectsOfTwoDeliveriesAsync());
            }
            finally
            {
                await platform.SqlAsync<object>(
                    "access",
                    """
                    DROP FUNCTION forget CASCADE;
                    DELETE FROM "Feed" later USING "Feed" first WHERE later."Id" = first."Id" AND later."Position" > first."Position";
                    DELETE FROM "Notices" later USING "Notices" first WHERE later."EventId" = first."EventId" AND later."Recipient" = first."Recipient" AND later."Id" > first."Id";
                    CREATE UNIQUE INDEX "IX_Feed_Id" ON "Feed" ("Id");
                    CREATE UNIQUE INDEX "IX_Notices_EventId_Recipient" ON "Notices" ("EventId", "Recipient");
                    """
                );
            }
        });

    /// <summary>How often the feed has an event whose consumer was killed between its commit and the acknowledgement.</summary>
    private async Task<int> EffectsOfTwoDeliveriesAsync()
    {
        var (org, access) = (await platform.AsAsync("org1"), platform.Topology.Services["access"]);
        var application = (await org.Post("/api/registry/v1/applications", Bodies.Application(platform.Writing.NextUbn())))
            .Expect(HttpStatusCode.Created)
            .Id;
        // Deliveries are counted before the inbox decides; and this event's commit takes long enough to be hit.
        await platform.SqlAsync<object>(
            "access",
            $"""
            CREATE TABLE deliveries (message uuid);
            CREATE FUNCTION count_delivery() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO deliveries VALUES (NEW."MessageId"); RETURN NEW; END $$;
            CREATE TRIGGER count_delivery BEFORE INSERT ON "Inbox" FOR EACH ROW EXECUTE FUNCTION count_delivery();
            CREATE FUNCTION commit_slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(2); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER commit_slowly AFTER INSERT ON "Feed" DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (NEW."Subject" = '{application}') EXECUTE FUNCTION commit_slowly();
            """
        );
        (await org.Post($"/api/registry/v1/applications/{application}/submit")).Expect(HttpStatusCode.OK);
        await Eventually.TrueAsync(
            async () =>
                await platform.SqlAsync<bool>(
                    "access",
                    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = 'access' AND wait_event = 'PgSleep')"
                ),
            "the consumer commits"
        );
        await access.KillAsync();
        await Eventually.TrueAsync(async () => await DeliveriesAsync() == 1, "the commit of the killed consumer is complete");
        await platform.SqlAsync<object>("access", "DROP FUNCTION commit_slowly CASCADE");
        await access.RestartAsync();
        await Eventually.TrueAsync(async () => await DeliveriesAsync() == 2, "the event is delivered again", TimeSpan.FromSeconds(60));
        await platform.SqlAsync<object>("access", "DROP FUNCTION count_delivery CASCADE; DROP TABLE deliveries");
        return (await platform.Writing.FeedAsync(Event, "registrar"))[application.ToString()];

        Task<long> DeliveriesAsync() =>
            platform.SqlAsync<long>(
                "access",
                """SELECT count(*) FROM deliveries WHERE message = (SELECT "Id" FROM "Feed" WHERE "Subject" = $1 ORDER BY "Position" LIMIT 1)""",
                application.ToString()
            );
    }
}
