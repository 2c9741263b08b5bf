using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Commands;
using Platform.Web.Errors;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>Carries out every command on a term of the vocabulary. A term that nobody has edited has version 0.</summary>
internal sealed class Terms(PartnershipsDbContext db, EditedLists lists) : CommandPipeline<EditedTerm, Term>
{
    /// <summary>Adds or replaces a term.</summary>
    public Task<Result<EditedTerm>> ReplaceAsync(TermKind kind, Term term, Command command) =>
        RunAsync(
            command,
            async () =>
                await db.Terms.SingleOrDefaultAsync(edited => edited.Kind == kind && edited.Code == term.Code, command.Aborted)
                ?? new EditedTerm
                {
                    Id = Guid.CreateVersion7(),
                    Kind = kind,
                    Code = term.Code,
                    Term = term,
                },
            async _ => (await lists.VocabularyAsync(db, command.Aborted)).Accept(kind, term)
        );

    protected override long VersionOf(EditedTerm resource) => resource.Version;

    protected override Task<DomainError?> SaveAsync(EditedTerm resource, Term change, Command command)
    {
        resource.Term = change;
        if (db.Entry(resource).State == EntityState.Detached)
        {
            db.Add(resource);
        }

        return db.SaveUniqueAsync(PlatformErrors.LostRace, command.Aborted);
    }
}
