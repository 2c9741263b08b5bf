using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Platform.Data;
using Platform.Domain;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Documents;

/// <summary>
/// Returns whether a caller may open a document of another party, because the caller may see a resource that refers to it.
/// </summary>
/// <param name="documentId">The id of the document.</param>
/// <param name="caller">The caller.</param>
/// <param name="cancellationToken">Cancels the check.</param>
public delegate Task<bool> MayOpenDocument(Guid documentId, Caller caller, CancellationToken cancellationToken);

/// <summary>The endpoints <c>POST /documents</c> and <c>GET /documents/{id}</c>.</summary>
public static class DocumentEndpoints
{
    /// <summary>The largest accepted file: 10 MB.</summary>
    public const long MaxSize = 10_000_000;

    private static readonly HashSet<string> MediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "application/pdf",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "text/plain",
        "text/csv",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
    };

    private static DomainError NoFile { get; } =
        new(
            "documents.file-missing",
            ErrorKind.Malformed,
            "請以 multipart/form-data 上傳一個檔案，或以檔案內容為本文並加上 ?name=。",
            "Send one file as multipart/form-data, or the file as the body with ?name=."
        );

    private static DomainError MediaTypeUnsupported { get; } =
        new(
            "documents.media-type-unsupported",
            ErrorKind.Malformed,
            "只接受 PDF、圖片、Office、純文字與 CSV 檔。",
            "Only PDF, images, office files, text and CSV are taken."
        );

    /// <summary>Maps both endpoints; <paramref name="mayOpen"/> decides who else may open a document.</summary>
    public static void MapDocuments(this RouteGroupBuilder api, Func<HttpContext, MayOpenDocument> mayOpen)
    {
        var documents = api.MapGroup("/documents").WithTags("Documents");
        documents
            .MapPost("", UploadAsync)
            .ForSignedIn()
            .Creates()
            .WithMetadata(new StreamsBody(), new RequestSizeLimitAttribute(MaxSize + 64 * 1024))
            .Accepts<IFormFile>("multipart/form-data", "*/*")
            .Produces<DocumentView>(201)
            .Refuses(NoFile.Code, MediaTypeUnsupported.Code)
            .WithSummary("Upload one file as evidence")
            .DisableAntiforgery();
        documents
            .MapGet("{id:guid}", (Guid id, HttpContext http, ServiceDbContext db, Caller caller, CancellationToken cancellationToken) =>
                OpenAsync(id, http, db, caller, mayOpen(http), cancellationToken)
            )
            .ForSignedIn()
            .Produces(200, contentType: "application/octet-stream")
            .WithSummary("Open a document that you may see");
    }

    private static async Task<IResult> UploadAsync(
        HttpContext http,
        ServiceDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (file, mediaType, name) = await FindFileAsync(http.Request, cancellationToken);
        if (file is null)
        {
            return (Answer<DocumentView>)NoFile;
        }

        if (!MediaTypes.Contains(mediaType))
        {
            return Rendered.Of(Problems.Of(MediaTypeUnsupported, 415));
        }

        await using var received = await ReceivedFile.ReceiveAsync(file, MaxSize, cancellationToken);
        if (received is null)
        {
            return Rendered.Of(Problems.Of(PlatformErrors.TooLarge, 413));
        }

        if (received.Size == 0)
        {
            return (Answer<DocumentView>)NoFile;
        }

        return await Writes.RunAsync(http, received.Sha256, async () =>
        {
            var document = await received.StoreAsync(db, caller.Party, name, mediaType, clock.GetUtcNow(), cancellationToken);
            return Answer.At(
                $"{http.Request.Path}/{document.Id}",
                new DocumentView(document.Id, name, document.Size, document.Sha256, mediaType)
            );
        });
    }

    private static async Task<IResult> OpenAsync(
        Guid id,
        HttpContext http,
        ServiceDbContext db,
        Caller caller,
        MayOpenDocument mayOpen,
        CancellationToken cancellationToken
    )
    {
        var document = await db.Set<Document>().AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (document is null || !(caller.Owns(document.Party) || await mayOpen(id, caller, cancellationToken)))
        {
            return (Answer<DocumentView>)PlatformErrors.NotFound;
        }

        http.Response.ContentType = document.MediaType;
        http.Response.ContentLength = document.Size;
        http.Response.Headers.ETag = $"\"{document.Sha256}\"";
        // A file from a stranger must never run in our origin.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(document.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        await using var bytes = new DocumentStream(db, id);
        await bytes.CopyToAsync(http.Response.Body, cancellationToken);
        return Results.Empty;
    }

    private static async Task<(Stream? File, string MediaType, string Name)> FindFileAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var sent))
        {
            return default;
        }

        if (!sent.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return (request.Body, sent.MediaType.Value!, NameOf(request.Query["name"]));
        }

        if (HeaderUtilities.RemoveQuotes(sent.Boundary).Value is not { Length: > 0 } boundary)
        {
            return default;
        }

        var reader = new MultipartReader(boundary, request.Body);
        while (await NextSectionAsync(reader, cancellationToken) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } stream } file)
            {
                return (stream, section.ContentType?.Split(';')[0].Trim() ?? "", NameOf(file.FileName));
            }
        }

        return default;
    }

    private static async Task<MultipartSection?> NextSectionAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception exception) when (ReceivedFile.IsSendersFault(exception))
        {
            throw new BadHttpRequestException("The form is not well-formed.", exception);
        }
    }

    private static string NameOf(string? sent)
    {
        var name = Path.GetFileName((sent ?? "").Replace('\\', '/')).Trim();
        name = new([.. name.Where(c => !char.IsControl(c))]);
        return name.Length == 0 ? "document"
            : name.Length > 255 ? name[^255..]
            : name;
    }
}
