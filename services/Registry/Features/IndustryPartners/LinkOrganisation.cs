using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Organisations;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.IndustryPartners;

/// <summary>Links an industry partner to a registered organisation with which it works.</summary>
internal static class LinkOrganisation
{
    internal sealed record Request(Guid? OrganisationId);

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(body => body.OrganisationId).NotNull();
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/industry-partners/{id:guid}/links", HandleAsync)
            .For(Roles.Buyer)
            .Creates()
            .Refuses("registry.organisation-not-registered", "registry.link-exists")
            .WithTags("Industry partners")
            .WithSummary("Name an organisation that you work with");

    private static async Task<Answer<IndustryPartnerView>> HandleAsync(
        Guid id,
        Request body,
        Caller caller,
        RegistryDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (
            await db
                .IndustryPartners.Include(found => found.Links)
                .SingleOrDefaultAsync(found => found.Id == id && found.Party == caller.Party, cancellationToken)
            is not { } partner
        )
        {
            return PlatformErrors.NotFound;
        }

        if (
            !await db.Organisations.AnyAsync(
                found => found.Id == body.OrganisationId && found.Status == OrganisationStatus.Registered,
                cancellationToken
            )
        )
        {
            return RegistryErrors.NotRegistered;
        }

        if (partner.Links.Any(link => link.OrganisationId == body.OrganisationId))
        {
            return RegistryErrors.LinkExists;
        }

        // When the same link is added twice at once, the key lets only one succeed.
        partner.Links.Add(new() { OrganisationId = body.OrganisationId!.Value, LinkedAt = clock.GetUtcNow() });
        // The view of the partner shows the link, so the partner's version changes too.
        db.Entry(partner).Property(row => row.Version).IsModified = true;
        if (await db.SaveUniqueAsync(RegistryErrors.LinkExists, cancellationToken) is { } duplicate)
        {
            return duplicate;
        }

        return Answer.At($"/api/registry/v1/industry-partners/{id}", IndustryPartnerView.Of(partner));
    }
}
