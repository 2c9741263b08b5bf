using System.Globalization;
using System.Net;
using Platform.Harness;

namespace Platform.Registry.Tests;

/// <summary>What many tests begin with.</summary>
internal static class Registrations
{
    public const string Organisations = "/api/registry/v1/organisations";

    /// <summary>A registered organisation of a party; gives its id.</summary>
    public static async Task<Guid> RegisterAsync(this RegistryService registry, Account owner, string? ubn = null)
    {
        var started = (await registry.As(owner).Post("/api/registry/v1/applications", Samples.Application(ubn))).Expect(
            HttpStatusCode.Created
        );
        (await registry.As(owner).Post($"/api/registry/v1/applications/{started.Id}/submit")).Expect(HttpStatusCode.OK);
        var accepted = (await registry.As(Accounts.Registrar).Post($"/api/registry/v1/applications/{started.Id}/accept")).Expect(
            HttpStatusCode.OK
        );
        return Guid.Parse(accepted["organisationId"]!.GetValue<string>());
    }

    /// <summary>An organisation that was imported and belongs to nobody; gives its id.</summary>
    public static async Task<Guid> ImportAsync(this RegistryService registry, string ubn, string registeredFrom = "2020-01-01")
    {
        var row =
            $"ubn,legalForm,nameZh,missionZh,county,sdgs,stage,registeredFrom\n{ubn},association,匯入協會,照顧長者,花蓮縣,3,ideation,{registeredFrom}\n";
        using var content = new StringContent(row, System.Text.Encoding.UTF8, "text/csv");
        var started = (await registry.As(Accounts.Registrar).Call(HttpMethod.Post, "/api/registry/v1/imports", content)).Expect(
            HttpStatusCode.Accepted
        );
        await Eventually.TrueAsync(
            async () =>
                (await registry.As(Accounts.Registrar).Get($"/api/registry/v1/imports/{started.Id}"))["status"]!.GetValue<string>()
                == "completed",
            "the import is completed"
        );
        return (await registry.Anonymous.Get($"{Organisations}/by-ubn/{ubn}")).Expect(HttpStatusCode.OK).Id;
    }

    public static string Text(this DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Today(this RegistryService registry) => Platform.Calendar.TaipeiTime.Today(registry.Clock);
}
