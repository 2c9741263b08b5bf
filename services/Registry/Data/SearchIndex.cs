using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Data;

/// <summary>
/// The searchable text of an organisation. <see cref="SearchIndexes"/> creates the indexes over it; the database maintains them.
/// </summary>
internal sealed class SearchEntry
{
    /// <summary>The row number to which SQLite's index refers.</summary>
    public long Number { get; init; }

    public required Guid OrganisationId { get; init; }

    public required string Name { get; init; }

    public required string All { get; init; }

    public required string Tokens { get; init; }

    public static SearchEntry Of(OrganisationRow organisation)
    {
        var text = SearchText.Of(organisation.Facts);
        return new()
        {
            OrganisationId = organisation.Id,
            Name = text.Name,
            All = text.All,
            Tokens = text.Tokens,
        };
    }
}

internal static class SearchIndex
{
    private const int InlineIndexLimit = 20_000;

    /// <summary>Adds or replaces the search entry of an organisation with its current facts, in the open transaction.</summary>
    public static Task PutAsync(RegistryDbContext db, OrganisationRow organisation, CancellationToken cancellationToken)
    {
        var entry = SearchEntry.Of(organisation);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "SearchEntries" ("OrganisationId", "Name", "All", "Tokens") VALUES ({entry.OrganisationId}, {entry.Name}, {entry.All}, {entry.Tokens})
            ON CONFLICT ("OrganisationId") DO UPDATE SET "Name" = excluded."Name", "All" = excluded."All", "Tokens" = excluded."Tokens"
            """,
            cancellationToken
        );
    }

    /// <summary>
    /// Returns whether the rows of an import get their search entries in the same transaction. On PostgreSQL the index costs more than
    /// everything else about a row, so only the first rows of a large file do; the others follow afterwards.
    /// </summary>
    public static bool IndexesInline(this RegistryDbContext db, int rowsBefore) => db.Database.IsSqlite() || rowsBefore < InlineIndexLimit;

    /// <summary>
    /// Adds search entries for organisations that have none: the next ones after an id, in order. Returns the last id, or
    /// <see langword="null"/> when there was none.
    /// </summary>
    public static async Task<Guid?> CatchUpAsync(this RegistryDbContext db, Guid after, int count, CancellationToken cancellationToken)
    {
        var missing = await db
            .Organisations.AsNoTracking()
            .Where(organisation => organisation.Id > after && !db.SearchEntries.Any(entry => entry.OrganisationId == organisation.Id))
            .OrderBy(organisation => organisation.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
        await db.InsertAsync([.. missing.Select(SearchEntry.Of)], cancellationToken);
        return missing.LastOrDefault()?.Id;
    }

    /// <summary>After a bulk insert: flushes GIN's pending list and refreshes the planner's statistics.</summary>
    public static async Task FlushSearchIndexAsync(this RegistryDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlRawAsync(
                """SELECT gin_clean_pending_list('"IX_SearchEntries_Tokens"'); ANALYZE "SearchEntries";""",
                cancellationToken
            );
        }
    }
}
