using Platform.Rewards.Data;
using Platform.Rewards.Domain.Rules;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Rules;

/// <summary>A rule set in an answer. Its version is its ETag.</summary>
internal sealed record RuleSetView : RuleSet, IVersionedView
{
    public RuleSetView(RuleSet rules)
        : base(rules) { }

    long IVersionedView.Version => Version;
}

internal static class GetRules
{
    public static void Map(RouteGroupBuilder years) =>
        years
            .MapGet("{year:int}/rules", HandleAsync)
            .ForAnyone()
            .WithSummary("The rule set of an award year; ?version= for an earlier one");

    private static async Task<Answer<RuleSetView>> HandleAsync(
        int year,
        int? version,
        RuleBook rules,
        CancellationToken cancellationToken
    ) =>
        (
            version is { } requested
                ? await rules.FindAsync(year, requested, cancellationToken)
                : await rules.FindAsync(year, cancellationToken)
        )
            is { } found
            ? new RuleSetView(found)
            : PlatformErrors.NotFound;
}
