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

    // A number that was delisted may have been registered anew: the latest organisation that had a status on that date answers. It is what is asked most, by
    // every partner for every purchase, so it goes to the database directly; the statement is the same on both.
    private const string Statement =
        """
        SELECT o."Id", s."Status", o."Tier" FROM "Organisations" AS o JOIN "StatusPoints" AS s ON s."OrganisationId" = o."Id"
        WHERE o."Ubn" = @ubn AND s."EffectiveOn" <= @date ORDER BY s."EffectiveOn" DESC, o."Id" DESC LIMIT 1
        """;

    public static void Map(RouteGroupBuilder api) => api.MapGet("/organisations/by-ubn/{ubn}/status", HandleAsync).ForAnyone()
        .WithTags("Organisations").WithSummary("Was it registered on a date? (today when on is left out)");

    private static async Task<Answer<Response>> HandleAsync(string ubn, [FromQuery] DateOnly? on, RegistryDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var date = on ?? TaipeiTime.Today(clock);
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Statement;
        Add("@ubn", ubn);
        Add("@date", date);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return new Response(ubn, null, date, false, null, null);
        var status = Enum.Parse<OrganisationStatus>(reader.GetString(1), ignoreCase: true);
        return new Response(ubn, reader.GetGuid(0), date, status == OrganisationStatus.Registered, status, reader.IsDBNull(2) ? null : reader.GetString(2));

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }
}
