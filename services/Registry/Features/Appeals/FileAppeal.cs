using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts.Registry.V1;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Organisations;
using Platform.Registry.Features.Applications;
using Platform.Registry.Features.Organisations;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Appeals;

/// <summary>The settings of appeals; configuration section <c>Registry:Appeals</c>.</summary>
internal sealed record AppealSettings
{
    /// <summary>The number of business days after a decision within which an appeal may be filed.</summary>
    public int BusinessDays { get; init; } = 30;
}

/// <summary>
/// Files an appeal against the decline of one's application or the delisting of one's organisation, within a number of business days,
/// once.
/// </summary>
internal static class FileAppeal
{
    internal sealed record Request(Guid? ApplicationId, Guid? OrganisationId, string? Text);

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(body => body.Text).Text(Texts.LongText);
    }

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/appeals", HandleAsync)
            .For(Roles.Organisation)
            .Creates()
            .Refuses("registry.appeal-target", "registry.nothing-to-appeal", "registry.appeal-too-late", "registry.appeal-exists")
            .WithTags("Appeals")
            .WithSummary("Appeal against a decline or delisting");
        api.MapGet("/appeals", ListAsync)
            .For(Roles.Registrar, Roles.Organisation)
            .WithTags("Appeals")
            .WithSummary("Appeals: a registrar's queue, or one's own");
        api.MapGet("/appeals/{id:guid}", GetAsync).For(Roles.Registrar, Roles.Organisation).WithTags("Appeals").WithSummary("One appeal");
    }

    private static async Task<Answer<AppealView>> HandleAsync(
        Request body,
        Caller caller,
        RegistryDbContext db,
        IOptions<AppealSettings> settings,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        bool isThere,
            isOpen;
        string what;
        if (body is { ApplicationId: { } application, OrganisationId: null })
        {
            var found = await db.Applications.SingleOrDefaultAsync(
                found => found.Id == application && found.Party == caller.Party,
                cancellationToken
            );
            (isThere, isOpen, what) = (found is not null, found?.Status == ApplicationStatus.Declined, "declined");
        }
        else if (body is { ApplicationId: null, OrganisationId: { } organisation })
        {
            var found = await db
                .Organisations.Include(found => found.StatusPoints)
                .SingleOrDefaultAsync(found => found.Id == organisation && found.OwnerParty == caller.Party, cancellationToken);
            (isThere, isOpen, what) = (
                found is not null,
                found?.StatusPoints.Any(point => point.Status == OrganisationStatus.Delisted) == true,
                OrganisationCommand.Delist.ToCamelCase()
            );
        }
        else
        {
            return RegistryErrors.AppealTarget;
        }

        if (!isThere)
        {
            return PlatformErrors.NotFound;
        }

        if (!isOpen)
        {
            return RegistryErrors.NothingToAppeal;
        }

        var subject = body.ApplicationId ?? body.OrganisationId!.Value;
        var decision = await db
            .Changes.Where(change => change.SubjectId == subject && change.What == what)
            .OrderByDescending(change => change.Id)
            .FirstAsync(cancellationToken);
        var until = BusinessCalendar.BuiltIn.AddBusinessDays(TaipeiTime.DateOf(decision.At), settings.Value.BusinessDays);
        if (TaipeiTime.Today(clock) > until)
        {
            return RegistryErrors.AppealTooLate(until);
        }

        var appeal = new Appeal
        {
            Id = Guid.CreateVersion7(),
            Party = caller.Party,
            ApplicationId = body.ApplicationId,
            OrganisationId = body.OrganisationId,
            DecisionId = decision.Id,
            Text = body.Text!,
            Status = AppealStatus.Submitted,
            FiledAt = clock.GetUtcNow(),
        };
        db.Add(appeal);
        db.Record(subject, caller, Roles.Organisation, "appealed", null, appeal.FiledAt);
        db.Publish(
            appeal,
            new AppealFiled
            {
                AppealId = appeal.Id,
                ApplicationId = appeal.ApplicationId,
                OrganisationId = appeal.OrganisationId,
                Party = caller.Party,
            },
            Correspondence.ToRegistrars(caller.Party),
            appeal.FiledAt
        );
        if (await db.SaveUniqueAsync(RegistryErrors.AppealExists, cancellationToken) is { } duplicate)
        {
            return duplicate;
        }

        return Answer.At($"/api/registry/v1/appeals/{appeal.Id}", AppealView.Of(appeal));
    }

    private static async Task<Answer<Page<AppealView>>> ListAsync(
        [AsParameters] PageQuery page,
        [FromQuery] CamelCaseEnum<AppealStatus>? status,
        Caller caller,
        RegistryDbContext db,
        CancellationToken cancellationToken
    )
    {
        var appeals = VisibleTo(db, caller);
        if (status is { Value: var wanted })
        {
            appeals = appeals.Where(appeal => appeal.Status == wanted);
        }

        return await appeals.PageAsync(page, AppealView.Of, cancellationToken);
    }

    private static async Task<Answer<AppealView>> GetAsync(
        Guid id,
        Caller caller,
        RegistryDbContext db,
        CancellationToken cancellationToken
    ) =>
        await VisibleTo(db, caller).AsNoTracking().SingleOrDefaultAsync(appeal => appeal.Id == id, cancellationToken) is { } appeal
            ? AppealView.Of(appeal)
            : PlatformErrors.NotFound;

    private static IQueryable<Appeal> VisibleTo(RegistryDbContext db, Caller caller) =>
        caller.Has(Roles.Registrar) ? db.Appeals : db.Appeals.Where(appeal => appeal.Party == caller.Party);
}
