using FluentValidation;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

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

    private static Task<Answer<IndustryPartnerView>> HandleAsync(Guid id, Request body, Command command, IndustryPartners partners) =>
        partners.LinkAsync(id, body.OrganisationId!.Value, command);
}
