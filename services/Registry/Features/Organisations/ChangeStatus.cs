using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Organisations;

/// <summary>Suspend, reinstate, delist (registrar) and withdraw (owner): each adds one status point, with effect on any date since registration.</summary>
internal static class ChangeStatus
{
    internal sealed record Request(string? Reason, DateOnly? EffectiveOn);

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(body => body.Reason).Text(2_000);
    }

    public static void Map(RouteGroupBuilder api)
    {
        Map("suspend", OrganisationCommand.Suspend, Roles.Registrar, snapshot => new OrganisationSuspended { Organisation = snapshot });
        Map("reinstate", OrganisationCommand.Reinstate, Roles.Registrar, snapshot => new OrganisationReinstated { Organisation = snapshot });
        Map("delist", OrganisationCommand.Delist, Roles.Registrar, snapshot => new OrganisationDelisted { Organisation = snapshot });
        Map("withdraw", OrganisationCommand.Withdraw, Roles.Organisation, snapshot => new OrganisationWithdrawn { Organisation = snapshot });

        void Map(string verb, OrganisationCommand command, string role, Func<OrganisationSnapshot, object> @event) =>
            api.MapPost($"/organisations/{{id:guid}}/{verb}", (
                    Guid id, Request body, IfMatch ifMatch, Caller caller, RegistryDbContext db, Settlement settlement, TimeProvider clock, CancellationToken cancellationToken) =>
                    HandleAsync(id, command, role, @event, body, ifMatch, caller, db, settlement, clock, cancellationToken))
                .For(role).Refuses("registry.organisation-state", "registry.before-registration")
                .WithTags("Organisations").WithSummary($"Record that an organisation is to {verb}, with effect on a date");
    }

    private static async Task<Answer<OrganisationView>> HandleAsync(
        Guid id, OrganisationCommand command, string role, Func<OrganisationSnapshot, object> @event,
        Request body, IfMatch ifMatch, Caller caller, RegistryDbContext db, Settlement settlement, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.Organisations.Include(found => found.StatusPoints).SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } organisation
            || (role == Roles.Organisation && !caller.Owns(organisation.OwnerParty)))
            return PlatformErrors.NotFound;
        if (ifMatch.Refuses(organisation.Version) is { } stale)
            return stale;
        var (now, today) = (clock.GetUtcNow(), TaipeiTime.Today(clock));
        if (!organisation.History.Decide(command, body.EffectiveOn ?? today, now, body.Reason).Succeeded(out var point, out var refused))
            return refused;

        if (organisation.StatusPoints.Find(known => known.EffectiveOn == point.EffectiveOn) is { } sameDay)
            (sameDay.Status, sameDay.RecordedAt, sameDay.Reason) = (point.Status, now, point.Reason);
        else
            organisation.StatusPoints.Add(new() { EffectiveOn = point.EffectiveOn, Status = point.Status, RecordedAt = now, Reason = point.Reason });
        await settlement.SettleAsync(organisation, cancellationToken);
        db.Record(id, caller, role, command.Word(), body.Reason, now);
        db.Stage(organisation, @event(organisation.Snapshot()), Audience.Public.Telling(Audience.Party(organisation.OwnerParty)), now);
        await db.SaveChangesAsync(cancellationToken);
        return OrganisationView.Of(organisation, caller);
    }
}
