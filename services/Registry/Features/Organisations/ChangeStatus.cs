using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Organisations;

/// <summary>
/// Changes the status: a registrar suspends, reinstates or delists with effect on any date since registration; an owner withdraws with
/// effect today. Each change is one status point. A delisting or withdrawal removes the points of later days.
/// </summary>
internal static class ChangeStatus
{
    internal sealed record Request(string? Reason, DateOnly? EffectiveOn);

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(body => body.Reason).Text(2_000);
    }

    public static void Map(RouteGroupBuilder api)
    {
        Map("suspend", OrganisationCommand.Suspend, snapshot => new OrganisationSuspended { Organisation = snapshot });
        Map("reinstate", OrganisationCommand.Reinstate, snapshot => new OrganisationReinstated { Organisation = snapshot });
        Map("delist", OrganisationCommand.Delist, snapshot => new OrganisationDelisted { Organisation = snapshot });
        api.MapPost(
                "/organisations/{id:guid}/withdraw",
                (
                    Guid id,
                    ReasonBody body,
                    IfMatch ifMatch,
                    Caller caller,
                    RegistryDbContext db,
                    Recalculation recalculation,
                    TimeProvider clock,
                    CancellationToken cancellationToken
                ) =>
                    HandleAsync(
                        id,
                        OrganisationCommand.Withdraw,
                        Roles.Organisation,
                        snapshot => new OrganisationWithdrawn { Organisation = snapshot },
                        new(body.Reason, null),
                        ifMatch,
                        caller,
                        db,
                        recalculation,
                        clock,
                        cancellationToken
                    )
            )
            .For(Roles.Organisation)
            .Refuses("registry.organisation-state")
            .WithTags("Organisations")
            .WithSummary("Withdraw your organisation from the register, from today on");

        void Map(string verb, OrganisationCommand command, Func<OrganisationSnapshot, object> @event) =>
            api.MapPost(
                    $"/organisations/{{id:guid}}/{verb}",
                    (
                        Guid id,
                        Request body,
                        IfMatch ifMatch,
                        Caller caller,
                        RegistryDbContext db,
                        Recalculation recalculation,
                        TimeProvider clock,
                        CancellationToken cancellationToken
                    ) =>
                        HandleAsync(
                            id,
                            command,
                            Roles.Registrar,
                            @event,
                            body,
                            ifMatch,
                            caller,
                            db,
                            recalculation,
                            clock,
                            cancellationToken
                        )
                )
                .For(Roles.Registrar)
                .Refuses("registry.organisation-state", "registry.before-registration")
                .WithTags("Organisations")
                .WithSummary($"Record that an organisation is to {verb}, with effect on a date");
    }

    private static async Task<Answer<OrganisationView>> HandleAsync(
        Guid id,
        OrganisationCommand command,
        string role,
        Func<OrganisationSnapshot, object> @event,
        Request body,
        IfMatch ifMatch,
        Caller caller,
        RegistryDbContext db,
        Recalculation recalculation,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Organisations.Include(found => found.StatusPoints).SingleOrDefaultAsync(found => found.Id == id, cancellationToken)
                is not { } organisation
            || (role == Roles.Organisation && !caller.Owns(organisation.OwnerParty))
        )
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(organisation.Version) is { } stale)
        {
            return stale;
        }

        var (now, today) = (clock.GetUtcNow(), TaipeiTime.Today(clock));
        var history = organisation.History;
        if (!history.Decide(command, body.EffectiveOn ?? today, now, body.Reason).Succeeded(out var point, out var refused))
        {
            return refused;
        }

        if (organisation.StatusPoints.Find(existing => existing.EffectiveOn == point.EffectiveOn) is { } sameDay)
        {
            (sameDay.Status, sameDay.RecordedAt, sameDay.Reason) = (point.Status, now, point.Reason);
        }
        else
        {
            organisation.StatusPoints.Add(
                new()
                {
                    EffectiveOn = point.EffectiveOn,
                    Status = point.Status,
                    RecordedAt = now,
                    Reason = point.Reason,
                }
            );
        }

        if (!OrganisationLifecycle.IsLive(point.Status))
        {
            organisation.StatusPoints.RemoveAll(later => later.EffectiveOn > point.EffectiveOn);
        }

        await recalculation.RecalculateAsync(organisation, cancellationToken);
        db.Record(
            id,
            caller,
            role,
            command.ToCamelCase(),
            body.Reason,
            now,
            [
                new("status", history.On(point.EffectiveOn)!.Value.ToCamelCase(), point.Status.ToCamelCase()),
                FieldChange.OfDate("effectiveOn", null, point.EffectiveOn),
            ]
        );
        db.Publish(organisation, @event(organisation.Snapshot()), Audience.Public.Notifying(Audience.Party(organisation.OwnerParty)), now);
        await db.SaveChangesAsync(cancellationToken);
        return OrganisationView.Of(organisation, caller);
    }
}
