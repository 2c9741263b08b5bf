using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Rules;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Rules;

/// <summary>Stores the next rule set of a year. For a year without a rule set, <c>If-Match</c> must name version 0.</summary>
internal static class PutRules
{
    public static void Map(RouteGroupBuilder years) =>
        years
            .MapPut("{year:int}/rules", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses("rewards.year-closed", "rewards.rules-year")
            .WithSummary("Replace the rule set of an open year");

    private static async Task<Answer<RuleSetView>> HandleAsync(int year, RuleSet request, Command command, RuleSets rules) =>
        request.Year != year
            ? RewardsErrors.RulesOfAnotherYear(year)
            : await rules.ChangeAsync(year, command, current => current.Replace(request));
}
