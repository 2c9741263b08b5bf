using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>An introduction with the profiles of both sides.</summary>
internal sealed record LoadedIntroduction(IntroductionRow Row, Profile From, Profile To)
{
    public Introduction Current => Row.Current;

    public static LoadedIntroduction Of(IntroductionRow row, IReadOnlyDictionary<Guid, Profile> profiles) =>
        new(row, profiles[row.FromProfileId], profiles[row.ToProfileId]);

    /// <summary>Returns the caller's side. When one party owns both profiles, it is the wanted side.</summary>
    public IntroductionSide SideOf(Caller caller, IntroductionSide wanted) =>
        (caller.Owns(From.Party), caller.Owns(To.Party)) switch
        {
            (true, true) => wanted,
            (true, false) => IntroductionSide.From,
            _ => IntroductionSide.To,
        };

    /// <summary>Returns the caller's profiles: one side, or both.</summary>
    public IEnumerable<Guid> ProfilesOf(Caller caller) =>
        new[] { From, To }.Where(profile => caller.Owns(profile.Party)).Select(profile => profile.Id);
}

internal static class IntroductionAccess
{
    /// <summary>Returns the introductions of the caller's profiles. For everyone else they do not exist.</summary>
    public static IQueryable<IntroductionRow> VisibleTo(this PartnershipsDbContext db, Caller caller) =>
        db.Introductions.Where(row =>
            db.Profiles.Any(profile => profile.Party == caller.Party && (profile.Id == row.FromProfileId || profile.Id == row.ToProfileId))
        );

    public static async Task<LoadedIntroduction?> FindIntroductionAsync(
        this PartnershipsDbContext db,
        Guid id,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        await db.VisibleTo(caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is { } row
            ? LoadedIntroduction.Of(row, await db.ProfilesOfAsync([row], cancellationToken))
            : null;

    public static async Task<IReadOnlyDictionary<Guid, Profile>> ProfilesOfAsync(
        this PartnershipsDbContext db,
        IReadOnlyList<IntroductionRow> rows,
        CancellationToken cancellationToken
    )
    {
        var ids = rows.SelectMany(row => new[] { row.FromProfileId, row.ToProfileId }).Distinct().ToList();
        return await db
            .Profiles.AsNoTracking()
            .Where(profile => ids.Contains(profile.Id))
            .ToDictionaryAsync(profile => profile.Id, cancellationToken);
    }

    /// <summary>Returns whether the caller is a party to an introduction that cites the document.</summary>
    public static Task<bool> MayOpenEvidenceAsync(
        this PartnershipsDbContext db,
        Guid document,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        db.VisibleTo(caller)
            .AnyAsync(
                row => db.CitedDocuments.Any(cited => cited.DocumentId == document && cited.IntroductionId == row.Id),
                cancellationToken
            );
}
