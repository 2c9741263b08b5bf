using FluentValidation;
using Platform.Domain;
using Platform.Registry.Domain.Organisations;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

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
        Map(OrganisationCommand.Suspend);
        Map(OrganisationCommand.Reinstate);
        Map(OrganisationCommand.Delist);
        api.MapPost("/organisations/{id:guid}/withdraw", WithdrawAsync)
            .For(Roles.Organisation)
            .Refuses("registry.organisation-state")
            .WithTags("Organisations")
            .WithSummary("Withdraw your organisation from the register, from today on");

        void Map(OrganisationCommand verb) =>
            api.MapPost(
                    $"/organisations/{{id:guid}}/{verb.ToCamelCase()}",
                    async (Guid id, Request body, Command command, Organisations organisations) =>
                        (
                            await organisations.ChangeAsync(id, command, (organisation, situation) =>
                                organisation.ChangeStatus(verb, body.EffectiveOn ?? situation.Today, body.Reason!, situation)
                            )
                        ).ToView(command)
                )
                .For(Roles.Registrar)
                .Refuses("registry.organisation-state", "registry.before-registration")
                .WithTags("Organisations")
                .WithSummary($"Record that an organisation is to {verb.ToCamelCase()}, with effect on a date");
    }

    private static async Task<Answer<OrganisationView>> WithdrawAsync(
        Guid id,
        ReasonBody body,
        Command command,
        Organisations organisations
    ) =>
        (
            await organisations.ChangeByOwnerAsync(id, command, (organisation, situation) =>
                organisation.ChangeStatus(OrganisationCommand.Withdraw, situation.Today, body.Reason!, situation)
            )
        ).ToView(command);
}
