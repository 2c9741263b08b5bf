using System.Buffers.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Domain;
using Platform.Messaging;
using Platform.Web.Errors;

namespace Platform.Web.Http;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The kind of item.</typeparam>
/// <param name="Items">The items, ordered by id.</param>
/// <param name="NextCursor">The cursor of the next page; <see langword="null"/> on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>The query parameters of every list; bind it with <c>[AsParameters]</c>.</summary>
/// <param name="Limit">1 to 200; 50 when absent.</param>
/// <param name="Cursor"><c>nextCursor</c> of the previous page.</param>
public readonly record struct PageQuery(
    [property: FromQuery(Name = "limit")] int? Limit,
    [property: FromQuery(Name = "cursor")] string? Cursor
)
{
    /// <summary>The largest number of items on a page.</summary>
    public const int MaxLimit = 200;

    private const int DefaultLimit = 50;

    /// <summary>Returns the limit, or an error when it is out of bounds.</summary>
    public Result<int> Size() => Limit is null or (>= 1 and <= MaxLimit) ? Limit ?? DefaultLimit : PlatformErrors.LimitInvalid;
}

/// <summary>Fetches the first rows of a list.</summary>
/// <typeparam name="T">The kind of row.</typeparam>
/// <param name="ordered">The ordered list, starting at the first row of the page.</param>
/// <param name="count">The largest number of rows.</param>
/// <param name="cancellationToken">Cancels the query.</param>
public delegate Task<List<T>> FetchRows<T>(IQueryable<T> ordered, int count, CancellationToken cancellationToken);

/// <summary>Builds the pages of lists with a cursor.</summary>
public static class Pages
{
    /// <summary>
    /// Returns one page of a query by id. Reading all pages returns every row that continues to match the filter exactly once.
    /// </summary>
    public static Task<Result<Page<TView>>> PageAsync<TRow, TView>(
        this IQueryable<TRow> rows,
        PageQuery page,
        Func<TRow, TView> view,
        CancellationToken cancellationToken
    )
        where TRow : class, IIdentified => rows.PageAsync(page, view, FetchAsync, cancellationToken);

    /// <summary>Returns one page of a query, whose rows are fetched by the given function.</summary>
    public static async Task<Result<Page<TView>>> PageAsync<TRow, TView>(
        this IQueryable<TRow> rows,
        PageQuery page,
        Func<TRow, TView> view,
        FetchRows<TRow> fetch,
        CancellationToken cancellationToken
    )
        where TRow : class, IIdentified
    {
        if (!page.Size().Succeeded(out var size, out var error))
        {
            return error;
        }

        if (page.Cursor is { } cursor)
        {
            if (!TryRead(cursor, out var after))
            {
                return PlatformErrors.CursorInvalid;
            }

            rows = rows.Where(row => row.Id > after);
        }

        var found = await fetch(rows.AsNoTracking().OrderBy(row => row.Id), size + 1, cancellationToken);
        var next = found.Count > size ? Write(found[size - 1].Id) : null;
        return new Page<TView>([.. found.Take(size).Select(view)], next);
    }

    /// <summary>Fetches the first rows with a plain query.</summary>
    public static Task<List<TRow>> FetchAsync<TRow>(IQueryable<TRow> ordered, int count, CancellationToken cancellationToken) =>
        ordered.Take(count).ToListAsync(cancellationToken);

    /// <summary>Returns the cursor that continues after an id.</summary>
    public static string Write(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    /// <summary>Parses a cursor.</summary>
    public static bool TryRead(string cursor, out Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id = default;
        if (cursor.Length != 22 || !Base64Url.TryDecodeFromChars(cursor, bytes, out var written) || written != 16)
        {
            return false;
        }

        id = new Guid(bytes, bigEndian: true);
        return true;
    }
}
