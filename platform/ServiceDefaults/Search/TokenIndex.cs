using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Platform.ServiceDefaults.Search;

/// <summary>
/// The index behind a search, of each database's own kind: over the column <c>Tokens</c> of the table <c>SearchEntries</c>, whose key is
/// <c>Number</c>. Both kinds take the tokens as they are, between spaces: GIN over a text search vector of them, FTS5 with a tokeniser for
/// which whatever is not ASCII belongs to a token. They keep themselves.
/// </summary>
public static class TokenIndex
{
    /// <summary>Makes it, in a migration written by hand, because no model describes it (ADR 2).</summary>
    /// <param name="migration">What the migration does.</param>
    public static void CreateSearchIndex(this MigrationBuilder migration) =>
        migration.Sql(
            migration.IsNpgsql()
                ? """CREATE INDEX "IX_SearchEntries_Tokens" ON "SearchEntries" USING gin (array_to_tsvector(string_to_array("Tokens", ' ')));"""
                : """
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
                """
        );

    /// <summary>Removes it.</summary>
    /// <inheritdoc cref="CreateSearchIndex"/>
    public static void DropSearchIndex(this MigrationBuilder migration) =>
        migration.Sql(
            migration.IsNpgsql()
                ? """DROP INDEX "IX_SearchEntries_Tokens";"""
                : """DROP TRIGGER "SearchEntries_Inserted"; DROP TRIGGER "SearchEntries_Updated"; DROP TRIGGER "SearchEntries_Deleted"; DROP TABLE "SearchTokens";"""
        );

    /// <summary>The entries that have every token. None is left out that fits; what is given may still fit too loosely.</summary>
    /// <typeparam name="T">The row of <c>SearchEntries</c>.</typeparam>
    /// <param name="entries">All of them.</param>
    /// <param name="db">Their database.</param>
    /// <param name="tokens">What is asked; at least one.</param>
    public static IQueryable<T> Having<T>(this DbSet<T> entries, DbContext db, IEnumerable<(string Token, bool IsBeginning)> tokens)
        where T : class
    {
        var isPostgres = db.Database.IsNpgsql();
        var expression = new StringBuilder();
        foreach (var (token, isBeginning) in tokens)
        {
            expression
                .Append(
                    expression.Length == 0 ? ""
                    : isPostgres ? " & "
                    : " AND "
                )
                .Append(isPostgres ? $"'{token}'{(isBeginning ? ":*" : "")}" : $"\"{token}\"{(isBeginning ? " *" : "")}");
        }

        var query = expression.ToString();
        // OFFSET 0 keeps what is asked beyond outside: for a page of it PostgreSQL would rather go through all by id and compute every
        // row's vector.
        return isPostgres
            ? entries.FromSql(
                $"""SELECT * FROM "SearchEntries" WHERE array_to_tsvector(string_to_array("Tokens", ' ')) @@ {query}::tsquery OFFSET 0"""
            )
            : entries.FromSql(
                $"""SELECT * FROM "SearchEntries" WHERE "Number" IN (SELECT rowid FROM "SearchTokens" WHERE "SearchTokens" MATCH {query})"""
            );
    }

    /// <summary>
    /// For the search in this transaction: PostgreSQL cannot know how few fit, and would now and then rather compute every row's vector,
    /// or read very many rows that a
    /// filter leaves for the sake of three.
    /// </summary>
    /// <returns>The transaction, to be disposed of; <see langword="null"/> on SQLite.</returns>
    public static async Task<IDbContextTransaction?> PreferIndexesAsync(this DbContext db, CancellationToken cancellationToken)
    {
        if (!db.Database.IsNpgsql())
        {
            return null;
        }

        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off",
            cancellationToken
        );
        return transaction;
    }
}
