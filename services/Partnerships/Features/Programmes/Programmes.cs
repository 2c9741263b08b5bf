using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Programmes;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;

namespace Platform.Partnerships.Features.Programmes;

/// <summary>Carries out every command on a programme. A programme that nobody has edited has version 0.</summary>
internal sealed class Programmes(PartnershipsDbContext db, EditedLists lists) : CommandPipeline<EditedProgramme, Programme>
{
    /// <summary>Adds or replaces a programme.</summary>
    public async Task<Answer<ProgrammeView>> ReplaceAsync(Programme programme, Command command) =>
        (
            await RunAsync(
                command,
                async () =>
                    await db.Programmes.SingleOrDefaultAsync(edited => edited.Code == programme.Code, command.Aborted)
                    ?? new EditedProgramme
                    {
                        Id = Guid.CreateVersion7(),
                        Code = programme.Code,
                        Programme = programme,
                    },
                async _ => (await lists.ProgrammesAsync(db, command.Aborted)).Accept(programme)
            )
        ).Map(edited => ProgrammeView.Of(edited.Programme, edited.Version));

    protected override long VersionOf(EditedProgramme resource) => resource.Version;

    protected override Task<DomainError?> SaveAsync(EditedProgramme resource, Programme change, Command command)
    {
        resource.Programme = change;
        if (db.Entry(resource).State == EntityState.Detached)
        {
            db.Add(resource);
        }

        return db.SaveUniqueAsync(PlatformErrors.LostRace, command.Aborted);
    }
}
