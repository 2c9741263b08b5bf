using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.IndustryPartners;
using Platform.Registry.Domain.Organisations;
using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Registry.Features.IndustryPartners;

/// <summary>The industry partners: saves their pledges, and the organisations with which they work.</summary>
internal sealed class IndustryPartners(RegistryDbContext db) : CommandPipeline<IndustryPartner, PartnerLink>
{
    public async Task<Answer<IndustryPartnerView>> PledgeAsync(IndustryPartner partner, Command command)
    {
        if (PledgeRules.Refusal(partner.Ubn, partner.Until, command.Today) is { } refused)
        {
            return refused;
        }

        db.Add(partner);
        return AnswerOf(partner, await db.SaveUniqueAsync(RegistryErrors.PartnerExists(partner.Ubn), command.Aborted));
    }

    /// <summary>Adds a link to one of the caller's partners.</summary>
    public async Task<Answer<IndustryPartnerView>> LinkAsync(Guid id, Guid organisation, Command command)
    {
        var linked = await RunAsync(
            command,
            () =>
                db
                    .IndustryPartners.Include(partner => partner.Links)
                    .SingleOrDefaultAsync(partner => partner.Id == id && partner.Party == command.Caller.Party, command.Aborted),
            async partner =>
                PledgeRules.LinkRefusal(
                    partner.Links.Select(link => link.OrganisationId),
                    organisation,
                    await IsRegisteredAsync(organisation, command)
                )
                    is { } refused
                    ? refused
                    : new PartnerLink { OrganisationId = organisation, LinkedAt = command.Now }
        );
        return linked.Succeeded(out var changed, out var error) ? AnswerOf(changed) : error;
    }

    protected override long VersionOf(IndustryPartner resource) => resource.Version;

    protected override Task<DomainError?> SaveAsync(IndustryPartner resource, PartnerLink change, Command command)
    {
        // When the same link is added twice at once, the key lets only one succeed.
        resource.Links.Add(change);
        // The view of the partner shows the link, so the partner's version changes too.
        db.Entry(resource).Property(row => row.Version).IsModified = true;
        return db.SaveUniqueAsync(RegistryErrors.LinkExists, command.Aborted);
    }

    private Task<bool> IsRegisteredAsync(Guid organisation, Command command) =>
        db.Organisations.AnyAsync(found => found.Id == organisation && found.Status == OrganisationStatus.Registered, command.Aborted);

    private static Answer<IndustryPartnerView> AnswerOf(IndustryPartner partner, DomainError? error = null) =>
        error is null ? Answer.At($"/api/registry/v1/industry-partners/{partner.Id}", IndustryPartnerView.Of(partner)) : error;
}
