using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Registry.Data;

/// <summary>
/// The index behind the search, of each database's own kind. Both take the tokens as they are: GIN over a text search vector of them, FTS5 with a tokeniser
/// for which whatever is not ASCII belongs to a token. Written by hand, because no model describes it (ADR 2).
/// </summary>
[DbContext(typeof(RegistryDbContext))]
[Migration("20270101000000_SearchIndexes")]
internal sealed class SearchIndexes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal))
        {
            migrationBuilder.Sql(
                """CREATE INDEX "IX_SearchEntries_Tokens" ON "SearchEntries" USING gin (array_to_tsvector(string_to_array("Tokens", ' ')));""");
            return;
        }

        migrationBuilder.Sql(
            """
            CREATE VIRTUAL TABLE "SearchTokens" USING fts5("Tokens", content='SearchEntries', content_rowid='Number', tokenize='ascii', detail='none', columnsize=0);
            CREATE TRIGGER "SearchEntries_Inserted" AFTER INSERT ON "SearchEntries" BEGIN
              INSERT INTO "SearchTokens" (rowid, "Tokens") VALUES (new."Number", new."Tokens");
            END;
            CREATE TRIGGER "SearchEntries_Updated" AFTER UPDATE ON "SearchEntries" BEGIN
              INSERT INTO "SearchTokens" ("SearchTokens", rowid, "Tokens") VALUES ('delete', old."Number", old."Tokens");
              INSERT INTO "SearchTokens" (rowid, "Tokens") VALUES (new."Number", new."Tokens");
            END;
            CREATE TRIGGER "SearchEntries_Deleted" AFTER DELETE ON "SearchEntries" BEGIN
              INSERT INTO "SearchTokens" ("SearchTokens", rowid, "Tokens") VALUES ('delete', old."Number", old."Tokens");
            END;
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        if (ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal))
        {
            migrationBuilder.Sql("""DROP INDEX "IX_SearchEntries_Tokens";""");
            return;
        }

        migrationBuilder.Sql(
            """
            DROP TRIGGER "SearchEntries_Inserted"; DROP TRIGGER "SearchEntries_Updated"; DROP TRIGGER "SearchEntries_Deleted"; DROP TABLE "SearchTokens";
            """);
    }
}
