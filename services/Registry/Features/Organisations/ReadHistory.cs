using Microsoft.EntityFrameworkCore;
using Platform.Domain;
using Platform.Registry.Data;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Organisations;
using Platform.Registry.Features.Applications;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Organisations;

/// <summary>
/// Lists the changes of an organisation or application. Only its owner and registrars see the name of who made a change, and the contact;
/// only registrars see who is assigned to an application.
/// </summary>
internal static class ReadHistory
{
    private static readonly string Assigned = ApplicationEventKind.Assigned.ToCamelCase();

    internal sealed record ChangeView(
        Guid Id,
        DateTimeOffset At,
        string ByRole,
        string What,
        string? Reason,
        IReadOnlyList<FieldChange> Fields,
        string? By
    );

    internal sealed record Response(IReadOnlyList<ChangeView> Items);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/organisations/{id:guid}/history", OfOrganisationAsync)
            .ForAnyone()
            .WithTags("Organisations")
            .WithSummary("What happened to an organisation");
        api.MapGet("/applications/{id:guid}/history", OfApplicationAsync)
            .For(Roles.Registrar, Roles.Organisation)
            .WithTags("Applications")
            .WithSummary("What happened to an application");
    }

    private static async Task<Answer<Response>> OfOrganisationAsync(
        Guid id,
        Caller caller,
        RegistryDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (
            await db
                .Organisations.Where(organisation => organisation.Id == id)
                .Select(organisation => new
                {
                    organisation.OwnerParty,
                    organisation.CreatedAt,
                    ImportedBy = db
                        .Imports.Where(import => import.Id == organisation.ImportId)
                        .Select(import => import.By)
                        .SingleOrDefault(),
                })
                .SingleOrDefaultAsync(cancellationToken)
            is not { } found
        )
        {
            return PlatformErrors.NotFound;
        }

        var isFull = caller.Has(Roles.Registrar) || caller.Owns(found.OwnerParty);
        var changes = await ReadAsync(db.History.Where(change => change.SubjectId == id), isFull, cancellationToken);
        return new Response(
            found.ImportedBy is null
                ? changes
                : [new(id, found.CreatedAt, Roles.Registrar, "imported", null, [], isFull ? found.ImportedBy : null), .. changes]
        );
    }

    private static async Task<Answer<Response>> OfApplicationAsync(
        Guid id,
        Caller caller,
        RegistryDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db.Applications.VisibleTo(caller).AnyAsync(application => application.Id == id, cancellationToken)
            ? new Response(await ReadAsync(OfApplication(db, id, caller.Has(Roles.Registrar)), isFull: true, cancellationToken))
            : PlatformErrors.NotFound;

    private static IQueryable<HistoryEntry> OfApplication(RegistryDbContext db, Guid id, bool isRegistrar) =>
        db.History.Where(change => change.SubjectId == id && (isRegistrar || change.What != Assigned));

    private static async Task<List<ChangeView>> ReadAsync(IQueryable<HistoryEntry> of, bool isFull, CancellationToken cancellationToken)
    {
        var changes = await of.AsNoTracking().OrderBy(change => change.Id).ToListAsync(cancellationToken);
        return
        [
            .. changes.Select(change => new ChangeView(
                change.Id,
                change.At,
                change.ByRole,
                change.What,
                change.Reason,
                [.. change.Fields.Where(field => isFull || field.IsPublic())],
                isFull ? change.By : null
            )),
        ];
    }
}
