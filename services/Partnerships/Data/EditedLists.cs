using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Domain.Profiles;
using Platform.Partnerships.Domain.Programmes;

namespace Platform.Partnerships.Data;

/// <summary>
/// The vocabulary and the programmes in force: those that come with the service, and what managers have made of them. Built once per edit,
/// not per request.
/// </summary>
internal sealed class EditedLists(Vocabulary vocabulary, ProgrammeList programmes)
{
    private Built<Vocabulary> terms = new(0, vocabulary);
    private Built<ProgrammeList> list = new(0, programmes);

    private sealed record Built<T>(long Edits, T Value);

    public async Task<Vocabulary> VocabularyAsync(PartnershipsDbContext db, CancellationToken cancellationToken)
    {
        // No row is ever removed and versions only rise, so the sum tells every edit.
        var edits = await db.Terms.SumAsync(term => term.Version, cancellationToken);
        var cached = terms;
        if (cached.Edits == edits)
        {
            return cached.Value;
        }

        var edited = await db.Terms.AsNoTracking().ToListAsync(cancellationToken);
        edits = edited.Sum(term => term.Version);
        terms = cached = new(edits, vocabulary.With(edits, [.. edited.Select(term => (term.Kind, term.Term))]));
        return cached.Value;
    }

    public async Task<ProgrammeList> ProgrammesAsync(PartnershipsDbContext db, CancellationToken cancellationToken)
    {
        var edits = await db.Programmes.SumAsync(programme => programme.Version, cancellationToken);
        var cached = list;
        if (cached.Edits == edits)
        {
            return cached.Value;
        }

        var edited = await db.Programmes.AsNoTracking().ToDictionaryAsync(programme => programme.Code, cancellationToken);
        list = cached = new(
            edited.Values.Sum(programme => programme.Version),
            new ProgrammeList(
                programmes
                    .All.Where(programme => !edited.ContainsKey(programme.Code))
                    .Concat(edited.Values.Select(programme => programme.Programme))
            )
        );
        return cached.Value;
    }
}
