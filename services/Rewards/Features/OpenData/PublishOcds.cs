using System.Text.Json;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.OpenData;

/// <summary>Publishes the accepted purchases of a year, or of all years.</summary>
internal static class PublishOcds
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("ocds/releases", HandleAsync)
            .ForAnyone()
            .WithTags("Open data")
            .Produces<JsonElement>()
            .WithSummary("Accepted purchases as an OCDS 1.1 release package");

    private static async Task<IResult> HandleAsync(int? year, OcdsPackage package, HttpContext http)
    {
        await package.WriteAsync(year, http);
        return Results.Empty;
    }
}
