using FluentValidation;
using Platform.Partnerships.Domain.Introductions;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Declines an introduction with a reason. The pair is not proposed again.</summary>
internal static class DeclineIntroduction
{
    internal sealed record DeclineBody(string? Reason);

    internal sealed class Validator : AbstractValidator<DeclineBody>
    {
        public Validator() => RuleFor(body => body.Reason).MaximumLength(2_000);
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/introductions/{id:guid}/decline", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Refuses(
                "partnerships.reason-required",
                "partnerships.introduction-expired",
                "partnerships.introduction-wrong-state",
                "partnerships.only-recipient-answers"
            )
            .WithTags("Introductions")
            .WithSummary("Decline with the reason; the pair is not proposed again");

    private static Task<Answer<IntroductionView>> HandleAsync(Guid id, DeclineBody body, Command command, Introductions introductions) =>
        introductions.ChangeAsync(id, command, loaded =>
            loaded.Current.Decline(loaded.SideOf(command.Caller, IntroductionSide.To), body.Reason, command.Today)
        );
}
