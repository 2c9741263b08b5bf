using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Platform.Documents;
using Platform.Registry.Data;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Imports;

/// <summary>Stores the whole file and answers; <see cref="ImportWorker"/> processes it afterwards.</summary>
internal static class StartImport
{
    private const long MaxSize = 2_000_000_000;

    internal sealed record Response(Guid Id, ImportStatus Status);

    internal sealed record Progress(
        Guid Id,
        long Version,
        ImportStatus Status,
        int Total,
        int Accepted,
        int Updated,
        int Unchanged,
        int Rejected,
        bool Searchable,
        FailureReason? Reason
    ) : IVersionedView;

    internal sealed record FailureReason(string Code, string Message);

    internal sealed record RowError(int Line, string Code, string Message);

    public static void Map(RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/imports").For(Roles.Registrar).WithTags("Imports");
        imports
            .MapPost("", StartAsync)
            .Starts()
            .WithMetadata(new StreamsBody(), new RequestSizeLimitAttribute(MaxSize))
            .Accepts<string>("text/csv", "application/x-ndjson")
            .Produces<Response>(202)
            .WithSummary("Import organisations from CSV or NDJSON");
        imports.MapGet("{id:guid}", GetAsync).WithSummary("How far an import is");
        imports.MapGet("{id:guid}/errors", GetErrorsAsync).WithSummary("The rows that were rejected, and why");
    }

    private static async Task<IResult> StartAsync(HttpContext http, Command command, RegistryDbContext db, ImportSignal signal)
    {
        var mediaType = http.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (mediaType is not ("text/csv" or "application/x-ndjson"))
        {
            throw new BadHttpRequestException("Neither CSV nor NDJSON.", StatusCodes.Status415UnsupportedMediaType);
        }

        await using var file = await ReceivedFile.ReceiveAsync(http.Request.Body, MaxSize, command.Aborted)
            ?? throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);
        return await Writes.RunAsync(http, file.Sha256, async () =>
        {
            var document = await file.StoreAsync(db, command.Caller.Party, "import", mediaType, command.Now, command.Aborted);
            var import = new Import
            {
                Id = Guid.CreateVersion7(),
                By = command.Caller.Subject,
                Status = ImportStatus.Queued,
                DocumentId = document.Id,
                MediaType = mediaType,
                Encoding = ImportText.Named(
                    MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var named) ? named.Charset.Value : null
                ),
                IsSearchable = true,
                CreatedAt = command.Now,
            };
            db.Add(import);
            db.WakeOnCommit(signal);
            await db.SaveChangesAsync(command.Aborted);
            return Answer.At($"/api/registry/v1/imports/{import.Id}", new Response(import.Id, import.Status));
        });
    }

    private static async Task<Answer<Progress>> GetAsync(Guid id, RegistryDbContext db, CancellationToken cancellationToken) =>
        await db.Imports.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is { } import
            ? new Progress(
                import.Id,
                import.Version,
                import.Status,
                import.Total,
                import.Accepted,
                import.Updated,
                import.Unchanged,
                import.Rejected,
                import.IsSearchable,
                import.FailureCode is null ? null : new(import.FailureCode, Language.Localise(import.FailureZh!, import.FailureEn!))
            )
            : PlatformErrors.NotFound;

    private static async Task<Answer<Page<RowError>>> GetErrorsAsync(
        Guid id,
        [AsParameters] PageQuery page,
        RegistryDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (!page.Size().Succeeded(out var size, out var error))
        {
            return error;
        }

        if (!await db.Imports.AnyAsync(import => import.Id == id, cancellationToken))
        {
            return PlatformErrors.NotFound;
        }

        var after = 0;
        if (page.Cursor is { } cursor && !int.TryParse(cursor, out after))
        {
            return PlatformErrors.CursorInvalid;
        }

        var rows = await db
            .ImportErrors.AsNoTracking()
            .Where(row => row.ImportId == id && row.Line > after)
            .OrderBy(row => row.Line)
            .Take(size + 1)
            .ToListAsync(cancellationToken);
        return new Page<RowError>(
            [.. rows.Take(size).Select(row => new RowError(row.Line, row.Code, Language.Localise(row.Zh, row.En)))],
            rows.Count > size ? rows[size - 1].Line.ToString(System.Globalization.CultureInfo.InvariantCulture) : null
        );
    }
}
