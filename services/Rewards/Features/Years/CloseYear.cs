using FluentValidation;
using Platform.Contracts;
using Platform.Rewards.Domain.Closing;
using Platform.Rewards.Features.Awards;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Years;

/// <summary>Closes an award year: fixes the counted purchases and grants the awards. The request names the special awards.</summary>
internal sealed record CloseYear(IReadOnlyList<CloseYear.SpecialAwardGiven>? SpecialAwards)
{
    internal sealed record SpecialAwardGiven(string? Code, Guid? BuyerId, Bilingual? Citation);

    public static void Map(RouteGroupBuilder years) =>
        years
            .MapPost("{year:int}/close", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses(
                "rewards.year-closed",
                "rewards.no-rules",
                "rewards.year-not-begun",
                "rewards.special-award-unknown",
                "rewards.special-award-without-purchase"
            )
            .WithSummary("Close an award year and grant its awards");

    private static Task<Answer<YearResultView>> HandleAsync(int year, CloseYear? request, Command command, Years years) =>
        years.CloseAsync(
            year,
            [
                .. (request?.SpecialAwards ?? []).Select(award => new SpecialAwardChoice(
                    award.Code!,
                    award.BuyerId!.Value,
                    award.Citation!
                )),
            ],
            command
        );

    internal sealed class Validator : AbstractValidator<CloseYear>
    {
        public Validator() =>
            RuleForEach(request => request.SpecialAwards)
                .ChildRules(award =>
                {
                    award.RuleFor(a => a.Code).Text(50);
                    award.RuleFor(a => a.BuyerId).NotNull();
                    award.RuleFor(a => a.Citation).Bilingual(Texts.LongText);
                });
    }
}
