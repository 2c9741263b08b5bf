using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Documents;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Claims;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Claims;

/// <summary>
/// Files a claim that an imported organisation belongs to the caller. Several parties may claim it; a registrar decides.
/// </summary>
internal static class FileClaim
{
    internal sealed record Request(IReadOnlyList<DocumentReference>? Evidence, string? Text);

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(body => body.Evidence).NotEmpty().Must(evidence => evidence is null || evidence.Count <= 50);
            RuleForEach(body => body.Evidence).SetValidator(new DocumentReferenceValidator());
            RuleFor(body => body.Text).MaximumLength(5_000);
        }
    }

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/organisations/{id:guid}/claims", HandleAsync)
            .For(Roles.Organisation)
            .Creates()
            .Refuses("registry.organisation-owned", "registry.claim-exists", "documents.unknown")
            .WithTags("Claims")
            .WithSummary("Claim an imported organisation");
        api.MapGet("/claims", ListAsync)
            .For(Roles.Registrar, Roles.Organisation)
            .WithTags("Claims")
            .WithSummary("Claims: a registrar's queue, or one's own");
        api.MapGet("/organisations/{id:guid}/claims/{claimId:guid}", GetAsync)
            .For(Roles.Registrar, Roles.Organisation)
            .WithTags("Claims")
            .WithSummary("One claim");
    }

    private static async Task<Answer<ClaimView>> HandleAsync(Guid id, Request body, Command command, RegistryDbContext db, Claims claims)
    {
        var organisation = await db
            .Organisations.Where(found => found.Id == id)
            .Select(found => new { found.OwnerParty })
            .SingleOrDefaultAsync(command.Aborted);
        if (organisation is not { OwnerParty: null })
        {
            return organisation is null ? PlatformErrors.NotFound : RegistryErrors.OrganisationOwned;
        }

        if (
            !(await db.ResolveAsync(body.Evidence, command.Caller, "$.evidence", command.Aborted)).Succeeded(
                out var evidence,
                out var unknown
            )
        )
        {
            return unknown;
        }

        return await claims.FileAsync(
            new()
            {
                Id = Guid.CreateVersion7(),
                OrganisationId = id,
                Party = command.Caller.Party,
                Evidence = evidence,
                Text = body.Text,
                Status = ClaimStatus.Submitted,
                LiveKey = $"{id} {command.Caller.Party}",
                FiledAt = command.Now,
            },
            command
        );
    }

    private static async Task<Answer<Page<ClaimView>>> ListAsync(
        [AsParameters] PageQuery page,
        [FromQuery] CamelCaseEnum<ClaimStatus>? status,
        Caller caller,
        RegistryDbContext db,
        CancellationToken cancellationToken
    )
    {
        var claims = VisibleTo(db, caller);
        if (status is { Value: var wanted })
        {
            claims = claims.Where(claim => claim.Status == wanted);
        }

        return await claims.PageAsync(page, ClaimView.Of, cancellationToken);
    }

    private static async Task<Answer<ClaimView>> GetAsync(
        Guid id,
        Guid claimId,
        Caller caller,
        RegistryDbContext db,
        CancellationToken cancellationToken
    ) =>
        await VisibleTo(db, caller)
            .AsNoTracking()
            .SingleOrDefaultAsync(claim => claim.Id == claimId && claim.OrganisationId == id, cancellationToken)
            is { } claim
            ? ClaimView.Of(claim)
            : PlatformErrors.NotFound;

    private static IQueryable<Claim> VisibleTo(RegistryDbContext db, Caller caller) =>
        caller.Has(Roles.Registrar) ? db.Claims : db.Claims.Where(claim => claim.Party == caller.Party);
}
