using Platform.Registry.Features.Organisations;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Claims;

/// <summary>
/// Transfers an unowned organisation to one of the parties that claim it, or declines a claim. The other claims are declined with a
/// transfer.
/// </summary>
internal static class DecideClaim
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/organisations/{id:guid}/claims/{claimId:guid}/accept", AcceptAsync)
            .For(Roles.Registrar)
            .Refuses("registry.claim-decided", "registry.organisation-owned")
            .WithTags("Claims")
            .WithSummary("Agree: the organisation belongs to them");
        api.MapPost("/organisations/{id:guid}/claims/{claimId:guid}/decline", DeclineAsync)
            .For(Roles.Registrar)
            .Refuses("registry.claim-decided")
            .WithTags("Claims")
            .WithSummary("Decline a claim with the reason");
    }

    private static Task<Answer<ClaimView>> AcceptAsync(Guid id, Guid claimId, Command command, Claims claims) =>
        claims.AcceptAsync(id, claimId, command);

    private static Task<Answer<ClaimView>> DeclineAsync(Guid id, Guid claimId, ReasonBody body, Command command, Claims claims) =>
        claims.DeclineAsync(id, claimId, body.Reason!, command);
}
