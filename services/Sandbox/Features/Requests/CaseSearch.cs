using Microsoft.EntityFrameworkCore;
using Platform.Domain;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Search;
using Platform.Web.Http;

namespace Platform.Sandbox.Features.Requests;

/// <summary>
/// Selects the requests of a list that have all parts of a search text. For a frequent text, the list is read in its own order and a page
/// is soon full; for a rare one, the index is used. The index only narrows the search: the stored text decides whether a request matches.
/// The list is already limited to what the caller may see.
/// </summary>
/// <param name="db">The database with the requests.</param>
/// <param name="query">The search text.</param>
/// <param name="inPrecedents">Whether to search only the open layer.</param>
internal sealed class CaseSearch(SandboxDbContext db, SearchQuery query, bool inPrecedents)
{
    // A text that a tenth of the list has fills a page of 50. Reading on costs more than sorting what the index returns.
    private const int Near = 500;

    private readonly IReadOnlyList<string> parts = query.Parts;

    /// <summary>Returns how to read a page of the list: all of it, or only the requests that have the text.</summary>
    public static Result<FetchRows<RequestRow>> By(string? text, bool inPrecedents, SandboxDbContext db)
    {
        if (string.IsNullOrEmpty(text))
        {
            return (FetchRows<RequestRow>)Pages.FetchAsync;
        }

        if (text.Length > SearchQuery.MaxLength)
        {
            return SandboxErrors.QueryTooLong(SearchQuery.MaxLength);
        }

        return (FetchRows<RequestRow>)new CaseSearch(db, SearchQuery.Of(text), inPrecedents).FetchAsync;
    }

    private async Task<List<RequestRow>> FetchAsync(IQueryable<RequestRow> list, int count, CancellationToken cancellationToken)
    {
        if (parts.Count == 0)
        {
            return [];
        }

        var found = await Fitting(list.Take(Near), db.SearchEntries).Take(count).ToListAsync(cancellationToken);
        if (found.Count == count)
        {
            return found;
        }

        await using var transaction = await db.PreferIndexesAsync(cancellationToken);
        return await Fitting(list, db.SearchEntries.Having(db, query.Tokens(inPrecedents ? SearchEntry.OfPrecedent : "")))
            .Take(count)
            .ToListAsync(cancellationToken);
    }

    private IQueryable<RequestRow> Fitting(IQueryable<RequestRow> list, IQueryable<SearchEntry> entries)
    {
        foreach (var part in parts)
        {
            entries = inPrecedents
                ? entries.Where(entry => entry.Precedent.Contains(part))
                : entries.Where(entry => entry.All.Contains(part));
        }

        return list.Where(request => entries.Any(entry => entry.RequestId == request.Id));
    }
}
