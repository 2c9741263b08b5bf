using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Domain;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Errors;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Matching;

/// <summary>A match with the explanation of each factor.</summary>
internal sealed record ExplainedMatch(Match Match, IReadOnlyList<FactorExplanation> Factors);

/// <summary>Finds and explains the best counterparts of a profile.</summary>
internal sealed class BestMatches(
    ListedProfiles listed,
    Matcher matcher,
    MatchingRules rules,
    EditedLists lists,
    Economies economies,
    PartnershipsDbContext db,
    TimeProvider clock
)
{
    /// <summary>Returns the best counterparts of a profile of the caller, or of any profile for a manager.</summary>
    public async Task<Result<ExplainedMatch[]>> FindAsync(Guid id, int limit, Caller caller, CancellationToken cancellationToken)
    {
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
        var best = await index.BestAsync(self, declined, limit, ids => db.ExposedAsync(ids, rules, today, cancellationToken));
        var names = new MatchNames(await lists.VocabularyAsync(db, cancellationToken), economies);
        return best.Select(match => new ExplainedMatch(match, matcher.Explain(self, match.Other, names))).ToArray();
    }
}
