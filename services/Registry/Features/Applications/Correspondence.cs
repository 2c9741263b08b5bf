using Platform.Messaging;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Applications;

/// <summary>
/// The audience of messages between a party and the registrars: both see them, nobody else does, and the other side gets a notice.
/// </summary>
internal static class Correspondence
{
    public static Audience ToRegistrars(string party) => Of(party).Notifying(Audience.Role(Roles.Registrar));

    public static Audience ToParty(string party) => Of(party).Notifying(Audience.Party(party));

    private static Audience Of(string party) => Audience.Of(Audience.Party(party), Audience.Role(Roles.Registrar));
}
