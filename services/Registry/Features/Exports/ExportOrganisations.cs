using System.IO.Pipelines;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Exports;

/// <summary>
/// Streams the whole register as open data, without contacts. Only some thousand organisations are in memory, however large the register
/// is and however slowly the client reads.
/// </summary>
internal static class ExportOrganisations
{
    /// <summary>The licence 政府資料開放授權條款第 1 版.</summary>
    public const string Licence = "https://data.gov.tw/license";

    private const int Batch = 2_000;

    public static void Map(RouteGroupBuilder api)
    {
        var exports = api.MapGroup("/exports").ForAnyone().WithTags("Exports");
        Map("csv", "text/csv", output => new CsvExport(output), "CSV for spreadsheets, in the columns that an import takes");
        Map(
            "ndjson",
            "application/x-ndjson",
            output => new NdjsonExport(output),
            "NDJSON: an application body a line, as an import takes it"
        );
        Map("jsonld", "application/ld+json", output => new JsonLdExport(output), "JSON-LD in the words of schema.org");

        void Map(string extension, string mediaType, Func<PipeWriter, OrganisationExport> format, string summary)
        {
            var name = $"organisations.{extension}";
            exports
                .MapGet(name, (HttpContext http, RegistryDbContext db) => StreamAsync(http, db, mediaType, format, name))
                .Produces<string>(200, mediaType)
                .WithSummary($"The whole register as open data: {summary}");
            exports
                .MapMethods(name, [HttpMethods.Head], (HttpContext http) => Describe(http.Response, mediaType, name))
                .ExcludeFromDescription();
        }
    }

    private static void Describe(HttpResponse response, string mediaType, string name)
    {
        response.ContentType = mediaType == "application/ld+json" ? mediaType : $"{mediaType}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        response.Headers.Link = $"<{Licence}>; rel=\"license\"; title=\"Government Open Data Licence 1.0 (OGDL-Taiwan-1.0)\"";
    }

    private static async Task StreamAsync(
        HttpContext http,
        RegistryDbContext db,
        string mediaType,
        Func<PipeWriter, OrganisationExport> format,
        string name
    )
    {
        var (response, cancellationToken) = (http.Response, http.RequestAborted);
        Describe(response, mediaType, name);
        using var export = format(response.BodyWriter);
        export.Begin();
        // The next batch is read while this one is written. A slow client delays the reading.
        var batches = Channel.CreateBounded<List<ExportedOrganisation>>(1);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var read = Task.Run(() => ReadAsync(db, batches.Writer, ended.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken))
            {
                foreach (var organisation in batch)
                {
                    export.Write(organisation);
                }

                await export.FlushAsync(cancellationToken);
            }

            export.End();
            await export.FlushAsync(cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Reads all organisations by id, each batch with its own query, so that a slow client leaves nothing open in the database.
    /// </summary>
    private static async Task ReadAsync(
        RegistryDbContext db,
        ChannelWriter<List<ExportedOrganisation>> batches,
        CancellationToken cancellationToken
    )
    {
        try
        {
            for (var after = Guid.Empty; ; )
            {
                var last = after;
                var batch = await db
                    .Organisations.AsNoTracking()
                    .Where(row => row.Id > last)
                    .OrderBy(row => row.Id)
                    .Take(Batch)
                    .Select(row => new ExportedOrganisation(
                        row.Id,
                        row.Facts,
                        row.Status,
                        row.Light,
                        row.Tier,
                        row.StatusPoints.Min(point => (DateOnly?)point.EffectiveOn)
                    ))
                    .ToListAsync(cancellationToken);
                if (batch.Count == 0)
                {
                    break;
                }

                after = batch[^1].Id;
                await batches.WriteAsync(batch, cancellationToken);
            }

            batches.Complete();
        }
        catch (Exception exception)
        {
            batches.Complete(exception);
        }
    }
}

/// <summary>The exported data of an organisation. The contact in its facts is never written.</summary>
internal sealed record ExportedOrganisation(
    Guid Id,
    OrganisationFacts Facts,
    OrganisationStatus Status,
    Light Light,
    string? Tier,
    DateOnly? RegisteredFrom
);

/// <summary>A format of the export.</summary>
internal abstract class OrganisationExport(PipeWriter output) : IDisposable
{
    protected PipeWriter Output { get; } = output;

    public virtual void Begin() { }

    public abstract void Write(ExportedOrganisation organisation);

    public virtual void End() { }

    public virtual async Task FlushAsync(CancellationToken cancellationToken) => await Output.FlushAsync(cancellationToken);

    public abstract void Dispose();
}
