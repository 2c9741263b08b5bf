using MassTransit;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Sandbox.Data;

namespace Platform.Sandbox.Features;

/// <summary>Whose a registered organisation is, so that the events about a request name the organisation whose public record they belong to.</summary>
internal sealed class KeepOwnerWhenOrganisationTold(SandboxDbContext db)
    : IConsumer<OrganisationRegistered>, IConsumer<OrganisationOwnerChanged>, IConsumer<OrganisationsImported>
{
    public Task Consume(ConsumeContext<OrganisationRegistered> context) =>
        KeepAsync(context.Message.Organisation, context.Envelope().Version, context.CancellationToken);

    public Task Consume(ConsumeContext<OrganisationOwnerChanged> context) =>
        KeepAsync(context.Message.Organisation, context.Envelope().Version, context.CancellationToken);

    public async Task Consume(ConsumeContext<OrganisationsImported> context)
    {
        // What nobody owns yet can be nobody's request.
        foreach (var imported in context.Message.Organisations.Where(imported => imported.Organisation.OwnerParty is not null))
            await KeepAsync(imported.Organisation, imported.Version, context.CancellationToken);
    }

    private async Task KeepAsync(OrganisationSnapshot organisation, long version, CancellationToken cancellationToken)
    {
        var known = await db.Organisations.FindAsync([organisation.OrganisationId], cancellationToken);
        if (known is null)
        {
            db.Add(new OrganisationRow { Id = organisation.OrganisationId, SnapshotVersion = version, OwnerParty = organisation.OwnerParty });
        }
        else if (known.SnapshotVersion < version)
        {
            known.SnapshotVersion = version;
            known.OwnerParty = organisation.OwnerParty;
        }
    }
}
