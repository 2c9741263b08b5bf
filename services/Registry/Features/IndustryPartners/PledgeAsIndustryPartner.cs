using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Registry.Data;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.IndustryPartners;

/// <summary>An industry partner (產業夥伴) as everyone sees it.</summary>
internal sealed record IndustryPartnerView(
    Guid Id,
    long Version,
    string Ubn,
    Bilingual Name,
    Bilingual Pledge,
    DateOnly Until,
    IReadOnlyList<Guid> Organisations,
    DateTimeOffset CreatedAt
) : IVersionedView
{
    public static IndustryPartnerView Of(IndustryPartner partner) =>
        new(
            partner.Id,
            partner.Version,
            partner.Ubn,
            partner.Name,
            partner.Pledge,
            partner.Until,
            [.. partner.Links.Select(link => link.OrganisationId).Order()],
            partner.CreatedAt
        );
}

/// <summary>Registers a company's pledge: what it will do with registered organisations, and until when. The list is public.</summary>
internal static class PledgeAsIndustryPartner
{
    internal sealed record Request(string? Ubn, Bilingual? Name, Bilingual? Pledge, DateOnly? Until);

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(body => body.Ubn).Text(20);
            RuleFor(body => body.Name).Bilingual(Texts.ShortText);
            RuleFor(body => body.Pledge).Bilingual(5_000);
            RuleFor(body => body.Until).NotNull();
        }
    }

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/industry-partners", HandleAsync)
            .For(Roles.Buyer)
            .Creates()
            .Refuses("registry.ubn-invalid", "registry.pledge-over", "registry.industry-partner-exists")
            .WithTags("Industry partners")
            .WithSummary("Pledge to work with registered organisations");
        api.MapGet("/industry-partners", ListAsync).ForAnyone().WithTags("Industry partners").WithSummary("The industry partners");
        api.MapGet("/industry-partners/{id:guid}", GetAsync).ForAnyone().WithTags("Industry partners").WithSummary("One industry partner");
    }

    private static Task<Answer<IndustryPartnerView>> HandleAsync(Request body, Command command, IndustryPartners partners) =>
        partners.PledgeAsync(
            new()
            {
                Id = Guid.CreateVersion7(),
                Party = command.Caller.Party,
                Ubn = body.Ubn!,
                Name = body.Name!,
                Pledge = body.Pledge!,
                Until = body.Until!.Value,
                CreatedAt = command.Now,
            },
            command
        );

    private static async Task<Answer<Page<IndustryPartnerView>>> ListAsync(
        [AsParameters] PageQuery page,
        RegistryDbContext db,
        CancellationToken cancellationToken
    ) => await db.IndustryPartners.Include(partner => partner.Links).PageAsync(page, IndustryPartnerView.Of, cancellationToken);

    private static async Task<Answer<IndustryPartnerView>> GetAsync(Guid id, RegistryDbContext db, CancellationToken cancellationToken) =>
        await db
            .IndustryPartners.AsNoTracking()
            .Include(partner => partner.Links)
            .SingleOrDefaultAsync(found => found.Id == id, cancellationToken)
            is { } partner
            ? IndustryPartnerView.Of(partner)
            : PlatformErrors.NotFound;
}
