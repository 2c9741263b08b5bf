using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Domain.Profiles;
using Platform.Partnerships.Domain.Programmes;

namespace Platform.Partnerships.Data;

/// <summary>
/// The current vocabulary and programmes: the built-in ones with the managers' edits. They are built once per edit, not per request.
/// </summary>
internal sealed class EditedLists(Vocabulary vocabulary, ProgrammeList programmes)
{
    private Built<Vocabulary> terms = new(0, vocabulary);
    private Built<ProgrammeList> list = new(0, programmes);

    private sealed record Built<T>(long Edits, T Value);

    public async Task<Vocabulary> VocabularyAsync(PartnershipsDbContext db, CancellationToken cancellationToken)
    {
        // Rows are never removed and versions only increase, so every edit changes the sum.
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
