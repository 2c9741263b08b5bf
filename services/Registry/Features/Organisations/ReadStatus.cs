using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Organisations;

/// <summary>Was it registered on that date? Answers for any date, past or future, and for numbers that nobody knows.</summary>
internal static class ReadStatus
{
    internal sealed record Response(string Ubn, Guid? OrganisationId, DateOnly On, bool Registered, OrganisationStatus? Status, string? Tier);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/organisations/by-ubn/{ubn}/status", HandleAsync).ForAnyone()
        .WithTags("Organisations").WithSummary("Was it registered on a date? (today when on is left out)");

    private static async Task<Answer<Response>> HandleAsync(string ubn, [FromQuery] DateOnly? on, RegistryDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var date = on ?? TaipeiTime.Today(clock);
        // A number that was delisted may have been registered anew: the latest organisation that had a status on that date answers.
        var point = await db.Organisations.Where(organisation => organisation.Ubn == ubn)
            .SelectMany(organisation => organisation.StatusPoints, (organisation, point) => new { organisation.Id, organisation.Tier, point.EffectiveOn, point.Status })
            .Where(point => point.EffectiveOn <= date)
            .OrderByDescending(point => point.EffectiveOn).ThenByDescending(point => point.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return new Response(ubn, point?.Id, date, point?.Status == OrganisationStatus.Registered, point?.Status, point?.Tier);
    }
}
