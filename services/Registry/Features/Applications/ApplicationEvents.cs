using Platform.Contracts.Registry.V1;
using Platform.Domain;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Features.Organisations;
using Platform.Web.Identity;
using static Platform.Registry.Domain.Applications.ApplicationEventKind;

namespace Platform.Registry.Features.Applications;

/// <summary>What the history shows and what is published of the events of an application.</summary>
internal static class ApplicationEvents
{
    /// <summary>Returns the line of the history; <see langword="null"/> for a note and for an appeal, which has its own line.</summary>
    public static HistoryLine? ToHistory(this ApplicationEvent happened) =>
        happened.Kind is NoteAdded or Reopened
            ? null
            : new(
                happened.Kind is Started or Edited or Submitted or Withdrawn ? Roles.Organisation : Roles.Registrar,
                happened.Kind.ToCamelCase(),
                happened.Reason,
                happened.Fields
            );

    /// <summary>Returns the event to publish and its audience, if others are to know.</summary>
    public static (object Contract, Audience Audience)? ToContract(this ApplicationEvent happened, Application application) =>
        happened.Kind switch
        {
            Submitted or Reopened => (
                new ApplicationSubmitted { Application = application.Snapshot() },
                Correspondence.ToRegistrars(application.Party)
            ),
            Returned => (
                new ApplicationReturned { Application = application.Snapshot(), Reason = happened.Reason! },
                Correspondence.ToParty(application.Party)
            ),
            Declined => (
                new ApplicationDeclined { Application = application.Snapshot(), Reason = happened.Reason! },
                Correspondence.ToParty(application.Party)
            ),
            _ => null,
        };

    private static ApplicationSnapshot Snapshot(this Application application) =>
        new()
        {
            ApplicationId = application.Id,
            Ubn = application.Facts.Ubn,
            OtherIdentifier = application.Facts.OtherIdentifier.ToContract(),
            Name = application.Facts.Name,
            OwnerParty = application.Party,
            LegalForm = application.Facts.LegalForm.ToCamelCase(),
            County = application.Facts.County,
            Sdgs = application.Facts.Sdgs,
            Stage = application.Facts.Stage.ToCamelCase(),
            Status = application.Status.ToCamelCase(),
        };
}
