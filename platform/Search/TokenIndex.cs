using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Platform.Search;

/// <summary>
/// The search index of each database, over the column <c>Tokens</c> of the table <c>SearchEntries</c>, whose key is <c>Number</c>. Both
/// index the space-separated tokens as they are: PostgreSQL with GIN over a text search vector, SQLite with FTS5 and a tokeniser that
/// treats every non-ASCII character as part of a token. The databases update both themselves.
/// </summary>
public static class TokenIndex
{
    /// <summary>Creates the index, in a hand-written migration, because no model describes it (ADR 2).</summary>
    /// <param name="migration">The operations of the migration.</param>
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

    /// <summary>Removes the index.</summary>
    /// <inheritdoc cref="CreateSearchIndex"/>
    public static void DropSearchIndex(this MigrationBuilder migration) =>
        migration.Sql(
            migration.IsNpgsql()
                ? """DROP INDEX "IX_SearchEntries_Tokens";"""
                : """DROP TRIGGER "SearchEntries_Inserted"; DROP TRIGGER "SearchEntries_Updated"; DROP TRIGGER "SearchEntries_Deleted"; DROP TABLE "SearchTokens";"""
        );

    /// <summary>Returns the entries that have every token. Every match is included; some results may match too loosely.</summary>
    /// <typeparam name="T">The row of <c>SearchEntries</c>.</typeparam>
    /// <param name="entries">All entries.</param>
    /// <param name="db">The database of the entries.</param>
    /// <param name="tokens">The tokens; at least one.</param>
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
        // OFFSET 0 separates this from further conditions: for one page, PostgreSQL would otherwise read all rows by id and compute the
        // vector of each.
        return isPostgres
            ? entries.FromSql(
                $"""SELECT * FROM "SearchEntries" WHERE array_to_tsvector(string_to_array("Tokens", ' ')) @@ {query}::tsquery OFFSET 0"""
            )
            : entries.FromSql(
                $"""SELECT * FROM "SearchEntries" WHERE "Number" IN (SELECT rowid FROM "SearchTokens" WHERE "SearchTokens" MATCH {query})"""
            );
    }

    /// <summary>
    /// Makes PostgreSQL prefer indexes for the search in this transaction. It cannot estimate how few rows match, and would sometimes
    /// compute the vector of every row, or read very many rows of which a filter leaves three.
    /// </summary>
    /// <returns>The transaction, which the caller disposes; <see langword="null"/> on SQLite.</returns>
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
