using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.ServiceDefaults.Documents;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>The documents that prove an outcome or a report.</summary>
internal static class CitedEvidence
{
    /// <summary>The most documents per outcome or report.</summary>
    public const int MaxDocuments = 20;

    /// <summary>Cites documents as evidence. The other side may open them from then on.</summary>
    public static async Task<Result<IReadOnlyList<DocumentReference>>> CiteAsync(
        this PartnershipsDbContext db,
        Guid introduction,
        IReadOnlyList<DocumentReference>? evidence,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (!(await db.ResolveAsync(evidence, caller, "$.evidence", cancellationToken)).Succeeded(out var resolved, out var unknown))
        {
            return unknown;
        }

        var ids = resolved.Select(document => document.DocumentId).OfType<Guid>().Distinct().ToList();
        var alreadyCited = await db
            .CitedDocuments.Where(cited => cited.IntroductionId == introduction && ids.Contains(cited.DocumentId))
            .Select(cited => cited.DocumentId)
            .ToListAsync(cancellationToken);
        db.AddRange(ids.Except(alreadyCited).Select(id => new CitedDocument { DocumentId = id, IntroductionId = introduction }));
        return resolved.ToArray();
    }

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
