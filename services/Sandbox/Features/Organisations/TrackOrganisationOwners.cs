using Platform.Contracts.Registry.V1;
using Platform.Data;
using Platform.Messaging;
using Platform.Sandbox.Data;

namespace Platform.Sandbox.Features.Organisations;

/// <summary>
/// Tracks which party owns a registered organisation, so that an event about a request can name the applicant's organisation.
/// </summary>
[ConsumerName("keep-owner-when-organisation-told")]
internal sealed class TrackOrganisationOwners(SandboxDbContext db) : OrganisationTracker<OrganisationRow>(db)
{
    // An organisation without an owner cannot be an applicant.
    protected override OrganisationRow? Create(OrganisationSnapshot organisation) =>
        organisation.OwnerParty is null ? null : new() { Id = organisation.OrganisationId };

    protected override Task ApplyAsync(OrganisationRow row, OrganisationSnapshot organisation, CancellationToken cancellationToken)
    {
        row.OwnerParty = organisation.OwnerParty;
        return Task.CompletedTask;
    }
}
