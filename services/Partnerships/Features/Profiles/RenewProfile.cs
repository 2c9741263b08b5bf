using Platform.Partnerships.Data.ReferenceData;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>
/// Renews a profile for another term at its owner's request. After the last day of the approval, a manager vets it again.
/// </summary>
internal static class RenewProfile
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/profiles/{id:guid}/renew", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Refuses("partnerships.renewal-too-early", "partnerships.renewal-not-vetted")
            .WithTags("Profiles")
            .WithSummary("Renew your profile for another year");

    private static Task<Answer<ProfileView>> HandleAsync(Guid id, Command command, PartnershipsSettings settings, Profiles profiles) =>
        profiles.ChangeByOwnerAsync(id, command, profile => profile.Renew(command.Today, settings.VettingMonths, settings.RenewalDays));
}
