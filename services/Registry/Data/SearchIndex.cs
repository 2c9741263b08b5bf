using Microsoft.EntityFrameworkCore;
using Platform.Registry.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Registry.Data;

/// <summary>
/// What is searched of an organisation. The indexes over it are made by <see cref="SearchIndexes"/> and keep themselves.
/// </summary>
internal sealed class SearchEntry
{
    /// <summary>The row number that SQLite's index refers to.</summary>
    public long Number { get; init; }

    public required Guid OrganisationId { get; init; }

    public required string Name { get; init; }

    public required string All { get; init; }

    public required string Tokens { get; init; }

    public static SearchEntry Of(Organisation organisation)
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

    /// <summary>Makes an organisation findable by what it discloses now, in the transaction that is open.</summary>
    public static Task PutAsync(RegistryDbContext db, Organisation organisation, CancellationToken cancellationToken)
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
    /// Whether rows of an import become findable with their transaction. On PostgreSQL the index costs more than everything else about a
    /// row, so of a large file
    /// only the beginning does, and the rest afterwards.
    /// </summary>
    public static bool IndexesInline(this RegistryDbContext db, int rowsBefore) => db.Database.IsSqlite() || rowsBefore < InlineIndexLimit;

    /// <summary>
    /// Makes organisations findable that are not yet, the next of them after an id, in order. The last one; <see langword="null"/> when
    /// there was none.
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

    /// <summary>After very many: what GIN has put off is sorted in, and the planner learns what there is.</summary>
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
