using Microsoft.AspNetCore.Mvc;
using Platform.Contracts;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Matching;

/// <summary>Returns the best counterparts of a profile with the reasons in both directions. All scores are from 0 to 1.</summary>
internal static class ReadMatches
{
    internal sealed record MatchView(
        Guid ProfileId,
        Bilingual Name,
        ProfileKind Kind,
        string Economy,
        decimal Score,
        decimal Forward,
        decimal Backward,
        IReadOnlyList<FactorView> Factors
    );

    /// <param name="Name">The name of the factor.</param>
    /// <param name="Forward">The score of the counterpart for the profile.</param>
    /// <param name="Backward">The score of the profile for the counterpart.</param>
    /// <param name="Why">The explanation of both directions.</param>
    /// <param name="WhyForward">The explanation of the forward direction.</param>
    /// <param name="WhyBackward">The explanation of the backward direction.</param>
    internal sealed record FactorView(
        string Name,
        decimal Forward,
        decimal Backward,
        Bilingual Why,
        Bilingual WhyForward,
        Bilingual WhyBackward
    );

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/profiles/{id:guid}/matches", HandleAsync)
            .For(Roles.Partner, Roles.Organisation, Roles.PartnershipManager)
            .Refuses("partnerships.profile-not-vetted")
            .WithTags("Matching")
            .WithSummary("The best counterparts of your profile, best first, with reasons");

    private static async Task<Answer<MatchView[]>> HandleAsync(
        Guid id,
        [FromQuery] int? limit,
        Caller caller,
        BestMatches matches,
        CancellationToken cancellationToken
    ) =>
        new PageQuery(limit, null).Size().Succeeded(out var size, out var refused)
            ? (await matches.FindAsync(id, size, caller, cancellationToken)).Map(found => found.Select(ToView).ToArray())
            : refused;

    private static MatchView ToView(ExplainedMatch found) =>
        new(
            found.Match.Other.Id,
            found.Match.Other.Name,
            found.Match.Other.Kind,
            found.Match.Other.Economy,
            Share(found.Match.Score.Total),
            Share(found.Match.Score.Forward),
            Share(found.Match.Score.Backward),
            [
                .. found.Factors.Select(factor => new FactorView(
                    factor.Name,
                    Share(factor.Forward),
                    Share(factor.Backward),
                    Both(factor.WhyForward, factor.WhyBackward),
                    factor.WhyForward,
                    factor.WhyBackward
                )),
            ]
        );

    private static Bilingual Both(Bilingual forward, Bilingual backward) =>
        new() { Zh = $"對您：{forward.Zh}對對方：{backward.Zh}", En = $"For you: {forward.En} For them: {backward.En}" };

    private static decimal Share(int thousandths) => thousandths / 1000m;
}
