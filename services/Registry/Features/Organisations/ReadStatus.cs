using Microsoft.AspNetCore.Mvc;
using Platform.Calendar;
using Platform.Data;
using Platform.Registry.Domain.Organisations;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Organisations;

/// <summary>Returns whether a business number was registered on a date, past or future. Unknown numbers get an answer too.</summary>
internal static class ReadStatus
{
    internal sealed record Response(
        string Ubn,
        Guid? OrganisationId,
        DateOnly On,
        bool Registered,
        OrganisationStatus? Status,
        string? Tier
    );

    // A delisted number may have been registered again: the latest organisation that had a status on that date counts. This is the most
    // frequent request (by every partner for every purchase), so it queries the database directly; the statement is the same for both
    // databases.
    private const string Statement = """
        SELECT o."Id", s."Status", o."Tier" FROM "Organisations" AS o JOIN "StatusPoints" AS s ON s."OrganisationId" = o."Id"
        WHERE o."Ubn" = @ubn AND s."EffectiveOn" <= @date ORDER BY s."EffectiveOn" DESC, o."Id" DESC LIMIT 1
        """;

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/organisations/by-ubn/{ubn}/status", HandleAsync)
            .ForAnyone()
            .WithTags("Organisations")
            .WithSummary("Whether an organisation was registered on a date (today when on is absent)");

    private static async Task<Answer<Response>> HandleAsync(
        string ubn,
        [FromQuery] DateOnly? on,
        DirectQueries queries,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var date = on ?? TaipeiTime.Today(clock);
        return await queries.FirstAsync(
            Statement,
            [("@ubn", ubn), ("@date", date)],
            row =>
            {
                var status = Enum.Parse<OrganisationStatus>(row.GetString(1), ignoreCase: true);
                return new Response(
                    ubn,
                    row.GetGuid(0),
                    date,
                    status == OrganisationStatus.Registered,
                    status,
                    row.IsDBNull(2) ? null : row.GetString(2)
                );
            },
            cancellationToken
        ) ?? new Response(ubn, null, date, false, null, null);
    }
}
