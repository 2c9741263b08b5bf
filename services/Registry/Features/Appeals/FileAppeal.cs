using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Calendar;
using Platform.Domain;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Appeals;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Organisations;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Appeals;

/// <summary>The settings of appeals; configuration section <c>Registry:Appeals</c>.</summary>
internal sealed record AppealSettings
{
    /// <summary>The number of business days after a decision within which an appeal may be filed.</summary>
    [Range(1, 365)]
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
        Command command,
        RegistryDbContext db,
        IOptions<AppealSettings> settings,
        Appeals appeals
    )
    {
        var (subject, what, isOpen) = body switch
        {
            { ApplicationId: { } application, OrganisationId: null } => (
                application,
                ApplicationEventKind.Declined.ToCamelCase(),
                await db
                    .Applications.Where(found => found.Id == application && found.Party == command.Caller.Party)
                    .Select(found => (bool?)(found.Status == ApplicationStatus.Declined))
                    .SingleOrDefaultAsync(command.Aborted)
            ),
            { ApplicationId: null, OrganisationId: { } organisation } => (
                organisation,
                OrganisationCommand.Delist.ToCamelCase(),
                await db
                    .Organisations.Where(found => found.Id == organisation && found.OwnerParty == command.Caller.Party)
                    .Select(found => (bool?)found.StatusPoints.Any(point => point.Status == OrganisationStatus.Delisted))
                    .SingleOrDefaultAsync(command.Aborted)
            ),
            _ => default,
        };
        if (what is null)
        {
            return RegistryErrors.AppealTarget;
        }

        if (isOpen != true)
        {
            return isOpen is null ? PlatformErrors.NotFound : RegistryErrors.NothingToAppeal;
        }

        var decision = await db
            .History.Where(entry => entry.SubjectId == subject && entry.What == what)
            .OrderByDescending(entry => entry.Id)
            .FirstAsync(command.Aborted);
        var until = BusinessCalendar.BuiltIn.AddBusinessDays(TaipeiTime.DateOf(decision.At), settings.Value.BusinessDays);
        if (command.Today > until)
        {
            return RegistryErrors.AppealTooLate(until);
        }

        return await appeals.FileAsync(
            new()
            {
                Id = Guid.CreateVersion7(),
                Party = command.Caller.Party,
                ApplicationId = body.ApplicationId,
                OrganisationId = body.OrganisationId,
                DecisionId = decision.Id,
                Text = body.Text!,
                Status = AppealStatus.Submitted,
                FiledAt = command.Now,
            },
            command
        );
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
