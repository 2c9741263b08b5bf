using Npgsql;

namespace Platform.Benchmarks;

/// <summary>
/// The state that a million purchases accepted one after the other leave behind: 10,000 buyers, 5,000 suppliers, each purchase with a
/// voucher and a piece of evidence, and
/// every tally that was ever published.
/// </summary>
internal static class RewardsBenchmarkState
{
    public const int Purchases = 1_000_000,
        Buyers = 10_000,
        Suppliers = 5_000,
        Year = 2025;

    private static readonly string[] Statements =
    [
        // As whoever loads millions of rows sets it; the foreign keys hold by construction.
        "ALTER SYSTEM SET max_wal_size = '8GB'",
        "ALTER SYSTEM SET checkpoint_timeout = '15min'",
        "SELECT pg_reload_conf()",
        "SET session_replication_role = replica",
        "SET work_mem = '512MB'",
        $$"""
            INSERT INTO "Buyers" ("Id", "Party", "Version", "Ubn", "Name", "Kind", "IsSme", "Affiliates", "Status", "RegisteredAt")
            SELECT ('01970000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'party-bench-' || n, 1, lpad((30000000 + n)::text, 8, '0'),
                   '{"zh":"採購單位","en":"Buyer"}', 'company', n % 2 = 0, '[]', 'verified', '2025-01-01'
            FROM generate_series(1, {{Buyers}}) n
            """,
        $$"""
            INSERT INTO "Suppliers" ("Id", "RegistryVersion", "Ubn", "OwnerParty", "Name", "County", "Sdgs", "StatusPoints", "TotalsVersion")
            SELECT ('01960000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1, (20000000 + n)::text, 'party-org1', '{"zh":"好日子社會企業","en":"Good Days"}',
                   '花蓮縣', '[3,11]', '[{"effectiveOn":"2019-01-01","status":"registered"}]', 0
            FROM generate_series(1, {{Suppliers}}) n
            """,
        $$"""
            INSERT INTO "Purchases" ("Id", "Party", "Version", "BuyerId", "SupplierId", "SupplierUbn", "AmountTwd", "PurchasedOn", "Year", "VoucherNo", "Series", "Cooperation",
                "Description", "Evidence", "Status", "Flagged", "Steps", "LiveVoucherKey", "CountedFrom")
            SELECT ('01980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'party-bench-' || buyer, 3,
                   ('01970000-0000-7000-8000-' || lpad(to_hex(buyer), 12, '0'))::uuid, ('01960000-0000-7000-8000-' || lpad(to_hex(supplier), 12, '0'))::uuid,
                   (20000000 + supplier)::text, amount, day, {{Year}}, 'BM' || n, CASE WHEN n % 10 = 0 THEN 'startup' ELSE 'social' END,
                   (ARRAY['supplyChain', 'channel', 'sustainabilityProject', 'investment', 'marketing'])[1 + n % 5], '便當一百份',
                   '[{"documentId":null,"name":"invoice.pdf","sha256":"' || encode(sha256(n::text::bytea), 'hex') || '"}]', 'accepted', false,
                   '[{"at":"2025-12-01T00:00:00+00:00","byRole":"buyer","status":"declared","reason":null,"reasonCode":null},{"at":"2025-12-02T00:00:00+00:00","byRole":"organisation",'
                       || '"status":"confirmed","reason":null,"reasonCode":null},{"at":"2025-12-03T00:00:00+00:00","byRole":"reward-reviewer","status":"accepted","reason":null,"reasonCode":null}]',
                   (20000000 + supplier) || '|' || to_char(day, 'YYYYMMDD') || '|' || amount || '|BM' || n, n
            FROM (SELECT n, 1 + (hashint4(n) & 2147483647) % {{Buyers}} AS buyer, 1 + (hashint4(-n) & 2147483647) % {{Suppliers}} AS supplier,
                         1000 + (hashint4(n + 10000000) & 2147483647) % 1000000 AS amount, DATE '{{Year}}-01-01' + n % 365 AS day
                  FROM generate_series(1, {{Purchases}}) n) purchase
            """,
        """
            INSERT INTO "EvidenceClaims" ("PurchaseId", "Sha256", "LiveSha256") SELECT "Id", hash, hash
            FROM (SELECT "Id", encode(sha256("CountedFrom"::text::bytea), 'hex') AS hash FROM "Purchases") claim
            """,
        """
            INSERT INTO "SupplierCounts" ("Year", "Series", "BuyerId", "SupplierUbn", "Purchases")
            SELECT "Year", "Series", "BuyerId", "SupplierUbn", count(*) FROM "Purchases" GROUP BY 1, 2, 3, 4
            """,
        $"""
            INSERT INTO "Tallies" ("Year", "Series", "BuyerId", "FromVersion", "UntilVersion", "TotalTwd", "Purchases", "Suppliers", "Excluded")
            SELECT "Year", "Series", "BuyerId", "CountedFrom", lead("CountedFrom", 1, {long.MaxValue}) OVER earlier, sum("AmountTwd") OVER earlier, count(*) OVER earlier,
                   sum(first) OVER earlier, '[]'
            FROM (SELECT *, CASE WHEN row_number() OVER (PARTITION BY "Series", "BuyerId", "SupplierUbn" ORDER BY "CountedFrom") = 1 THEN 1 ELSE 0 END AS first FROM "Purchases") purchase
            WINDOW earlier AS (PARTITION BY "Year", "Series", "BuyerId" ORDER BY "CountedFrom")
            """,
        """
            INSERT INTO "SupplierTotals" ("SupplierId", "Series", "AmountTwd", "Purchases", "DistinctBuyers")
            SELECT "SupplierId", "Series", sum("AmountTwd"), count(*), count(DISTINCT "BuyerId") FROM "Purchases" GROUP BY 1, 2
            """,
        """UPDATE "Suppliers" SET "TotalsVersion" = (SELECT sum("Purchases") FROM "SupplierTotals" WHERE "SupplierId" = "Id")""",
        $"""INSERT INTO "AwardYears" ("Year", "StandingsVersion") VALUES ({Year}, {Purchases})""",
        "VACUUM ANALYZE",
        "CHECKPOINT",
    ];

    public static async Task LoadAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        foreach (var statement in Statements)
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 300 };
            await command.ExecuteNonQueryAsync();
        }
    }
}
