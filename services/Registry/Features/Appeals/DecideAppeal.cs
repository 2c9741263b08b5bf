using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Organisations;
using Platform.Registry.Features.Applications;
using Platform.Registry.Features.Organisations;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Appeals;

/// <summary>
/// Decides an appeal once. When it is upheld, the application is submitted again; or the delisting is undone from its own date on, and an
/// event is published so that those who relied on the delisting can check again.
/// </summary>
internal static class DecideAppeal
{
    internal sealed record Request(bool? Uphold, string? Reason);

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(body => body.Uphold).NotNull();
            RuleFor(body => body.Reason).Text(2_000);
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/appeals/{id:guid}/decide", HandleAsync)
            .For(Roles.Registrar)
            .Refuses("registry.appeal-decided", "registry.application-state", "registry.nothing-to-appeal", "registry.already-registered")
            .WithTags("Appeals")
            .WithSummary("Decide an appeal, once");

    private static async Task<Answer<AppealView>> HandleAsync(
        Guid id,
        Request body,
        IfMatch ifMatch,
        Caller caller,
        RegistryDbContext db,
        Recalculation recalculation,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.Appeals.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } appeal)
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(appeal.Version) is { } stale)
        {
            return stale;
        }

        if (appeal.Status != AppealStatus.Submitted)
        {
            return RegistryErrors.AppealDecided(appeal.Status.ToCamelCase());
        }

        var now = clock.GetUtcNow();
        var (upheld, reason) = (body.Uphold!.Value, body.Reason!);
        (appeal.Status, appeal.Reason) = (upheld ? AppealStatus.Upheld : AppealStatus.Dismissed, reason);
        var identifier = "";
        if (
            upheld
            && !(
                appeal.ApplicationId is { } application
                    ? await ReopenAsync(application, db, now, cancellationToken)
                    : await UndoDelistingAsync(appeal.OrganisationId!.Value, reason, db, recalculation, now, cancellationToken)
            ).Succeeded(out identifier, out var refused)
        )
        {
            return refused;
        }

        db.Record(
            appeal.ApplicationId ?? appeal.OrganisationId!.Value,
            caller,
            Roles.Registrar,
            upheld ? "appeal-upheld" : "appeal-dismissed",
            reason,
            now
        );
        db.Publish(
            appeal,
            new AppealDecided
            {
                AppealId = id,
                ApplicationId = appeal.ApplicationId,
                OrganisationId = appeal.OrganisationId,
                Party = appeal.Party,
                Upheld = upheld,
                Reason = reason,
            },
            Correspondence.ToParty(appeal.Party),
            now
        );
        if (await db.SaveUniqueAsync(RegistryErrors.AlreadyRegistered(identifier), cancellationToken) is { } duplicate)
        {
            return duplicate;
        }

        return AppealView.Of(appeal);
    }

    /// <summary>Reopens the application for a new decision. Returns its identifier, which is reserved for it again.</summary>
    private static async Task<Result<string>> ReopenAsync(
        Guid id,
        RegistryDbContext db,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var application = await db.Applications.SingleAsync(found => found.Id == id, cancellationToken);
        if (!ApplicationLifecycle.Table.Next(application.Status, ApplicationCommand.Reopen).Succeeded(out var status, out var refused))
        {
            return refused;
        }

        if (
            await db.Organisations.AnyAsync(
                organisation => organisation.LiveIdentifier == application.Facts.IdentifierKey,
                cancellationToken
            )
        )
        {
            return RegistryErrors.AlreadyRegistered(application.Facts.IdentifierKey);
        }

        (application.Status, application.LiveIdentifier, application.SubmittedAt) = (status, application.Facts.IdentifierKey, now);
        db.Publish(
            application,
            new ApplicationSubmitted { Application = application.Snapshot() },
            Correspondence.ToRegistrars(application.Party),
            now
        );
        return application.LiveIdentifier;
    }

    private static async Task<Result<string>> UndoDelistingAsync(
        Guid id,
        string reason,
        RegistryDbContext db,
        Recalculation recalculation,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var organisation = await db
            .Organisations.Include(found => found.StatusPoints)
            .SingleAsync(found => found.Id == id, cancellationToken);
        if (organisation.StatusPoints.Find(point => point.Status == OrganisationStatus.Delisted) is not { } delisting)
        {
            return RegistryErrors.NothingToAppeal;
        }

        (delisting.Status, delisting.RecordedAt, delisting.Reason) = (
            organisation.History.Before(delisting.EffectiveOn) ?? OrganisationStatus.Registered,
            now,
            reason
        );
        organisation.LiveIdentifier = organisation.Facts.IdentifierKey;
        await recalculation.RecalculateAsync(organisation, cancellationToken);
        db.Publish(
            organisation,
            new OrganisationReinstated { Organisation = organisation.Snapshot() },
            Audience.Public.Notifying(Audience.Party(organisation.OwnerParty)),
            now
        );
        return organisation.LiveIdentifier;
    }
}
