using System.Diagnostics;
using Platform.Access.Data;
using Platform.Access.Domain.Apps;
using Platform.Contracts.Access.V1;
using Platform.Messaging;
using Platform.Web.Identity;

namespace Platform.Access.Features.Apps;

/// <summary>What is published of the events of an app.</summary>
internal static class AppEvents
{
    /// <summary>Returns the event to publish and its audience.</summary>
    public static (object Contract, Audience Audience) ToContract(this AppEvent happened, App app) =>
        happened switch
        {
            AppEvent.Disabled => (
                new AppDisabled { ClientId = app.ClientId },
                Audience.Of(Audience.Party(app.Party), Audience.Role(Roles.PlatformAdmin))
            ),
            _ => throw new UnreachableException(),
        };
}
