using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Registry.Data;
using Platform.Registry.Domain.Applications;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Applications;

/// <summary>Lists the registrar's queue and an owner's own applications, and returns one application.</summary>
internal static class ReadApplications
{
    internal readonly record struct Filters(
        [property: FromQuery(Name = "status")] CamelCaseEnum<ApplicationStatus>? Status,
        [property: FromQuery(Name = "assignee")] string? Assignee
    );

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/applications", ListAsync)
            .For(Roles.Registrar, Roles.Organisation)
            .WithTags("Applications")
            .WithSummary("Applications: a registrar's queue, or one's own");
        api.MapGet("/applications/{id:guid}", GetAsync)
            .For(Roles.Registrar, Roles.Organisation)
            .WithTags("Applications")
            .WithSummary("One application");
    }

    private static async Task<Answer<Page<ApplicationView>>> ListAsync(
        [AsParameters] PageQuery page,
        [AsParameters] Filters filters,
        Caller caller,
        RegistryDbContext db,
        CancellationToken cancellationToken
    )
    {
        var applications = db.Applications.VisibleTo(caller);
        if (filters.Status is { Value: var wanted })
        {
            applications = applications.Where(application => application.Status == wanted);
        }

        if (filters.Assignee is { } assignee && caller.Has(Roles.Registrar))
        {
            var who = assignee == "me" ? caller.Subject : assignee;
            applications = applications.Where(application => application.Assignee == who);
        }

        return await applications.PageAsync(page, application => ApplicationView.Of(application, caller), cancellationToken);
    }

    private static async Task<Answer<ApplicationView>> GetAsync(
        Guid id,
        Caller caller,
        RegistryDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db.Applications.AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken)
            is { } application
            ? ApplicationView.Of(application, caller)
            : PlatformErrors.NotFound;
}
