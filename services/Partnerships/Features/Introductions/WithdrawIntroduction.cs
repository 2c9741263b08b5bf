using Platform.Partnerships.Domain.Introductions;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Withdraws an open request. Only the side that sent it may do so.</summary>
internal static class WithdrawIntroduction
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/introductions/{id:guid}/withdraw", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Refuses("partnerships.introduction-expired", "partnerships.introduction-wrong-state", "partnerships.only-sender-withdraws")
            .WithTags("Introductions")
            .WithSummary("Withdraw a request that is not answered");

    private static Task<Answer<IntroductionView>> HandleAsync(Guid id, Command command, Introductions introductions) =>
        introductions.ChangeAsync(id, command, loaded =>
            loaded.Current.Withdraw(loaded.SideOf(command.Caller, IntroductionSide.From), command.Today)
        );
}
