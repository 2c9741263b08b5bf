using Microsoft.EntityFrameworkCore;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Search;

namespace Platform.Sandbox.Features.Requests;

/// <summary>
/// Which requests of a list have all words that are asked for. What many have is met soon by going through the list in its order, what few
/// have the index gives. It only narrows: the texts decide, and the list is what the caller may see.
/// </summary>
/// <param name="db">The requests.</param>
/// <param name="query">What is asked.</param>
/// <param name="inPrecedents">In the open layer only.</param>
internal sealed class CaseSearch(SandboxDbContext db, SearchQuery query, bool inPrecedents)
{
    // What a tenth of the list has fills a page of the usual size; to go on costs more than to sort what the index gives.
    private const int Near = 500;

    private readonly IReadOnlyList<string> parts = query.Parts;

    /// <summary>How a list is read: as it is, or only what has the words.</summary>
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
