using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

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
        ListedProfiles listed,
        Matcher matcher,
        EditedLists lists,
        Economies economies,
        MatchingRules rules,
        Caller caller,
        PartnershipsDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!new PageQuery(limit, null).Size().Succeeded(out var size, out var refused))
        {
            return refused;
        }

        var today = TaipeiTime.Today(clock);
        if (
            await db.Profiles.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } profile
            || !(caller.Owns(profile.Party) || caller.Has(Roles.PartnershipManager))
        )
        {
            return PlatformErrors.NotFound;
        }

        if (!profile.IsActive(today))
        {
            return PartnershipsErrors.NotVetted(null);
        }

        var self = profile.Subject(today);
        var declined = await db.DeclinedPairsOfAsync(id, cancellationToken);
        var index = await listed.ReadAsync(db, today, cancellationToken);
        var best = await index.BestAsync(self, declined, size, ids => db.ExposedAsync(ids, rules, today, cancellationToken));
        var names = new MatchNames(await lists.VocabularyAsync(db, cancellationToken), economies);
        return best.Select(match => ToView(match, matcher.Explain(self, match.Other, names))).ToArray();
    }

    private static MatchView ToView(Match match, IReadOnlyList<FactorExplanation> explanations) =>
        new(
            match.Other.Id,
            match.Other.Name,
            match.Other.Kind,
            match.Other.Economy,
            Share(match.Score.Total),
            Share(match.Score.Forward),
            Share(match.Score.Backward),
            [
                .. explanations.Select(finding => new FactorView(
                    finding.Name,
                    Share(finding.Forward),
                    Share(finding.Backward),
                    Both(finding.WhyForward, finding.WhyBackward),
                    finding.WhyForward,
                    finding.WhyBackward
                )),
            ]
        );

    private static Bilingual Both(Bilingual forward, Bilingual backward) =>
        new() { Zh = $"對您：{forward.Zh}對對方：{backward.Zh}", En = $"For you: {forward.En} For them: {backward.En}" };

    private static decimal Share(int thousandths) => thousandths / 1000m;
}
