using Platform.Contracts.Registry.V1;
using Platform.Domain;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain.Appeals;
using Platform.Registry.Features.Applications;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Appeals;

/// <summary>What the history shows and what is published of an appeal: that it was filed, and that it was decided.</summary>
internal static class AppealEvents
{
    /// <summary>Returns the line in the history of the application or organisation.</summary>
    public static HistoryLine ToHistory(this Appeal appeal) =>
        appeal.Status == AppealStatus.Submitted
            ? new(Roles.Organisation, "appealed")
            : new(Roles.Registrar, $"appeal-{appeal.Status.ToCamelCase()}", appeal.Reason);

    public static (object Contract, Audience Audience) ToContract(this Appeal appeal) =>
        appeal.Status == AppealStatus.Submitted
            ? (
                new AppealFiled
                {
                    AppealId = appeal.Id,
                    ApplicationId = appeal.ApplicationId,
                    OrganisationId = appeal.OrganisationId,
                    Party = appeal.Party,
                },
                Correspondence.ToRegistrars(appeal.Party)
            )
            : (
                new AppealDecided
                {
                    AppealId = appeal.Id,
                    ApplicationId = appeal.ApplicationId,
                    OrganisationId = appeal.OrganisationId,
                    Party = appeal.Party,
                    Upheld = appeal.Status == AppealStatus.Upheld,
                    Reason = appeal.Reason!,
                },
                Correspondence.ToParty(appeal.Party)
            );
}
