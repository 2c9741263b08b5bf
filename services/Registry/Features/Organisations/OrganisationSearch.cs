using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Platform.Domain;
using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;
using Platform.Search;
using Platform.Web.Errors;
using Platform.Web.Http;

namespace Platform.Registry.Features.Organisations;

/// <summary>
/// Finds organisations by words: first those whose name has all of them, then those that have them in name, mission and products; each
/// group is ordered by id. The work is bounded by the page, however many organisations match: a scan in order soon finds common words,
/// and the index finds rare ones.
/// </summary>
/// <param name="db">The register.</param>
/// <param name="query">The words to search for.</param>
/// <param name="filtered">The organisations that pass the other filters; <see langword="null"/> without filters.</param>
/// <param name="facts">The tokens that those filters add to the query.</param>
internal sealed class OrganisationSearch(
    RegistryDbContext db,
    SearchQuery query,
    IQueryable<OrganisationRow>? filtered,
    IReadOnlyList<string> facts
)
{
    // Scanning an entry costs an eighth of an index hit. The samples show whether a further scan is worth it. Words that fewer than about
    // one in four hundred entries have are found by the index, and all their hits can be sorted.
    private static readonly int[] Samples = [500, 4_000];
    private const int MaxEntries = 16_000;

    private const int InName = 0;
    private const int Elsewhere = 1;

    private readonly IReadOnlyList<string> parts = query.Parts;

    public async Task<Result<Page<OrganisationRow>>> PageAsync(PageQuery page, CancellationToken cancellationToken)
    {
        if (!page.Size().Succeeded(out var size, out var error))
        {
            return error;
        }

        var (first, after) = (InName, Guid.Empty);
        if (page.Cursor is { } cursor && !TryRead(cursor, out first, out after))
        {
            return PlatformErrors.CursorInvalid;
        }

        if (parts.Count == 0)
        {
            return new Page<OrganisationRow>([], null);
        }

        await using var transaction = await db.PreferIndexesAsync(cancellationToken);
        var found = new List<(int Where, Guid Id)>();
        for (var where = first; where <= Elsewhere && found.Count <= size; where++)
        {
            var hits = await FindAsync(where, where == first ? after : Guid.Empty, size + 1 - found.Count, cancellationToken);
            found.AddRange(hits.Select(id => (where, id)));
        }

        var ids = found.Take(size).Select(hit => hit.Id).ToArray();
        var rows = await db
            .Organisations.AsNoTracking()
            .Include(organisation => organisation.StatusPoints)
            .Where(organisation => ids.Contains(organisation.Id))
            .ToDictionaryAsync(organisation => organisation.Id, cancellationToken);
        return new Page<OrganisationRow>(
            [.. ids.Where(rows.ContainsKey).Select(id => rows[id])],
            found.Count > size ? $"{found[size - 1].Where}{Pages.Write(found[size - 1].Id)}" : null
        );
    }

    private async Task<List<Guid>> FindAsync(int where, Guid after, int count, CancellationToken cancellationToken)
    {
        foreach (var sample in Samples)
        {
            var near = await NextAsync(where, after, sample, count, cancellationToken);
            if (near.Count == count)
            {
                return near;
            }

            var enough = near.Count == 0 ? int.MaxValue : 2 * count * sample / near.Count;
            if (enough > MaxEntries)
            {
                continue;
            }

            near = await NextAsync(where, after, enough, count, cancellationToken);
            if (near.Count == count)
            {
                return near;
            }

            break;
        }

        var tokens = query.Tokens(where == InName ? SearchText.OfName : "").Concat(facts.Select(token => (token, false)));
        return await Fitting(db.SearchEntries.Having(db, tokens).Where(entry => entry.OrganisationId > after), where)
            .Take(count)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Returns the matches among the next entries.</summary>
    private Task<List<Guid>> NextAsync(int where, Guid after, int entries, int count, CancellationToken cancellationToken) =>
        Fitting(db.SearchEntries.Where(entry => entry.OrganisationId > after).OrderBy(entry => entry.OrganisationId).Take(entries), where)
            .Take(count)
            .ToListAsync(cancellationToken);

    /// <summary>Returns the ids of the entries that match, in order. The texts decide; an index only narrows the candidates.</summary>
    private IOrderedQueryable<Guid> Fitting(IQueryable<SearchEntry> entries, int where)
    {
        foreach (var part in parts)
        {
            entries =
                where == InName ? entries.Where(entry => entry.Name.Contains(part)) : entries.Where(entry => entry.All.Contains(part));
        }

        if (where == Elsewhere)
        {
            entries = entries.Where(LacksInName());
        }

        var ids = entries.Select(entry => entry.OrganisationId).OrderBy(id => id);
        // Sorts all ids first, so that the filters are evaluated only for as many as the page needs. Joining first and sorting afterwards
        // cost twice as much as the search itself.
        return filtered is null
            ? ids
            : ids.Take(int.MaxValue).Join(filtered, id => id, organisation => organisation.Id, (id, _) => id).OrderBy(id => id);
    }

    /// <summary>Returns a predicate: at least one part is missing in the name.</summary>
    private Expression<Func<SearchEntry, bool>> LacksInName() =>
        parts
            .Select(part => (Expression<Func<SearchEntry, bool>>)(entry => !entry.Name.Contains(part)))
            .Aggregate(
                (left, right) =>
                    Expression.Lambda<Func<SearchEntry, bool>>(
                        Expression.OrElse(
                            left.Body,
                            ReplacingExpressionVisitor.Replace(right.Parameters[0], left.Parameters[0], right.Body)
                        ),
                        left.Parameters
                    )
            );

    private static bool TryRead(string cursor, out int where, out Guid id)
    {
        id = default;
        where = cursor.Length == 0 ? -1 : cursor[0] - '0';
        return where is InName or Elsewhere && Pages.TryRead(cursor[1..], out id);
    }
}
