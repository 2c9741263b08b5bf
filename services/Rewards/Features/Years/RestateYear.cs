using Platform.Rewards.Features.Awards;
using Platform.Rewards.Features.Purchases;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Years;

/// <summary>
/// Computes a closed year again after a late correction and lists every award that changed. Earlier results stay unchanged.
/// </summary>
internal static class RestateYear
{
    public static void Map(RouteGroupBuilder years) =>
        years
            .MapPost("{year:int}/restate", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses("rewards.year-not-closed", "rewards.reason-missing", "rewards.nothing-to-restate")
            .WithSummary("Restate a closed award year");

    private static Task<Answer<YearResultView>> HandleAsync(int year, ReasonRequest request, Command command, Years years) =>
        years.RestateAsync(year, request.Reason, command);
}
