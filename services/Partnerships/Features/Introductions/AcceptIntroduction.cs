using Platform.Partnerships.Domain.Introductions;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Accepts an introduction: the second of the two consents. From then on both sides see each other's contact details.</summary>
internal static class AcceptIntroduction
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/introductions/{id:guid}/accept", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Refuses("partnerships.introduction-expired", "partnerships.introduction-wrong-state", "partnerships.only-recipient-answers")
            .WithTags("Introductions")
            .WithSummary("Accept: both see each other's contact details");

    private static Task<Answer<IntroductionView>> HandleAsync(Guid id, Command command, Introductions introductions) =>
        introductions.ChangeAsync(id, command, loaded =>
            loaded.Current.Accept(loaded.SideOf(command.Caller, IntroductionSide.To), command.Today)
        );
}
