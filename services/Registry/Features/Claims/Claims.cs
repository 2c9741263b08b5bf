using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Claims;
using Platform.Registry.Domain.Organisations;
using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Registry.Features.Claims;

/// <summary>The claims: files them, and carries out the registrar's decisions with what follows for the organisation.</summary>
internal sealed class Claims(RegistryDbContext db, Organisations.Organisations organisations) : CommandPipeline<Claim, Claims.Decision>
{
    private const string AssignedToAnother = "該組織已交由另一認領者。 The organisation was handed over to somebody else who claimed it.";

    /// <summary>The decided claims, and the organisation that is handed over.</summary>
    internal sealed record Decision(
        IReadOnlyList<(Claim Claim, ClaimStatus Status, string? Reason)> Claims,
        (OrganisationRow Row, Change<Organisation, OrganisationEvent> Change)? HandedOver = null
    );

    public async Task<Answer<ClaimView>> FileAsync(Claim claim, Command command)
    {
        db.Add(claim);
        Publish(claim, command);
        return await db.SaveUniqueAsync(RegistryErrors.ClaimExists, command.Aborted) is { } duplicate
            ? duplicate
            : Answer.At($"/api/registry/v1/organisations/{claim.OrganisationId}/claims/{claim.Id}", ClaimView.Of(claim));
    }

    /// <summary>Hands the organisation over to the party that claims it, and declines the other claims.</summary>
    public async Task<Answer<ClaimView>> AcceptAsync(Guid id, Guid claimId, Command command) =>
        (await RunAsync(command, () => FindAsync(id, claimId, command), claim => AcceptAsync(claim, command))).Map(ClaimView.Of);

    public async Task<Answer<ClaimView>> DeclineAsync(Guid id, Guid claimId, string reason, Command command) =>
        (
            await RunAsync(
                command,
                () => FindAsync(id, claimId, command),
                claim =>
                    ClaimLifecycle.Table.Next(claim.Status, ClaimCommand.Decline).Map(status => new Decision([(claim, status, reason)]))
            )
        ).Map(ClaimView.Of);

    protected override long VersionOf(Claim resource) => resource.Version;

    protected override async Task<DomainError?> SaveAsync(Claim resource, Decision change, Command command)
    {
        if (change.HandedOver is var (row, handedOver))
        {
            organisations.Apply(row, handedOver, command);
        }

        foreach (var (claim, status, reason) in change.Claims)
        {
            claim.Apply(status, reason);
            Publish(claim, command);
        }

        await db.SaveChangesAsync(command.Aborted);
        return null;
    }

    private async Task<Result<Decision>> AcceptAsync(Claim claim, Command command)
    {
        if (!ClaimLifecycle.Table.Next(claim.Status, ClaimCommand.Accept).Succeeded(out var accepted, out var refused))
        {
            return refused;
        }

        // When two registrars accept different claims at once, the version of the organisation lets only one succeed.
        var row = await organisations.All.SingleAsync(found => found.Id == claim.OrganisationId, command.Aborted);
        var others = await db
            .Claims.Where(other =>
                other.OrganisationId == claim.OrganisationId && other.Status == ClaimStatus.Submitted && other.Id != claim.Id
            )
            .ToListAsync(command.Aborted);
        return row
            .Current.HandOverTo(claim.Party)
            .Map(change => new Decision(
                [(claim, accepted, null), .. others.Select(other => (other, ClaimStatus.Declined, (string?)AssignedToAnother))],
                (row, change)
            ));
    }

    private Task<Claim?> FindAsync(Guid id, Guid claimId, Command command) =>
        db.Claims.SingleOrDefaultAsync(claim => claim.Id == claimId && claim.OrganisationId == id, command.Aborted);

    private void Publish(Claim claim, Command command)
    {
        var (contract, audience) = claim.ToContract();
        db.Publish(claim, contract, audience, command.Now);
    }
}
