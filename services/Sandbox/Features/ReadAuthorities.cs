using Platform.Sandbox.Domain;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Sandbox.Features;

/// <summary>The authorities that can be named in a provision and asked for an opinion.</summary>
internal static class ReadAuthorities
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/authorities", (Authorities authorities) => (Answer<Page<Authority>>)new Page<Authority>(authorities.All, null)).ForAnyone()
            .WithTags("Authorities").WithSummary("Ministries and local governments, with their periods of validity and successors");
}
