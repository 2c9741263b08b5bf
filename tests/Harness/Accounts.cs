using Platform.Web.Identity;

namespace Platform.Harness;

/// <summary>An account that calls a service in tests.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Party">The party that the person acts for.</param>
/// <param name="Roles">Role names.</param>
public sealed record Account(string Subject, string Party, params IReadOnlyList<string> Roles);

/// <summary>The development accounts of the Access service.</summary>
public static class Accounts
{
    /// <summary>A registrar.</summary>
    public static readonly Account Registrar = new("registrar", "party-registrar", Roles.Registrar);

    /// <summary>A reward reviewer.</summary>
    public static readonly Account RewardReviewer = new("rewardreviewer", "party-rewardreviewer", Roles.RewardReviewer);

    /// <summary>An officer of the NDC.</summary>
    public static readonly Account Ndc = new("ndc", "authority:ndc", Roles.NdcOfficer);

    /// <summary>Another officer of the NDC.</summary>
    public static readonly Account Ndc2 = new("ndc2", "authority:ndc", Roles.NdcOfficer);

    /// <summary>An officer of the Ministry of Finance.</summary>
    public static readonly Account Mof = new("mof", "authority:mof", Roles.AuthorityOfficer);

    /// <summary>An officer of the Ministry of Economic Affairs.</summary>
    public static readonly Account Moea = new("moea", "authority:moea", Roles.AuthorityOfficer);

    /// <summary>A partnership manager.</summary>
    public static readonly Account Matchmaker = new("matchmaker", "party-matchmaker", Roles.PartnershipManager);

    /// <summary>The platform team.</summary>
    public static readonly Account Admin = new("admin", "party-admin", Roles.PlatformAdmin);

    /// <summary>An organisation.</summary>
    public static readonly Account Org1 = new("org1", "party-org1", Roles.Organisation);

    /// <summary>Another organisation.</summary>
    public static readonly Account Org2 = new("org2", "party-org2", Roles.Organisation);

    /// <summary>A buyer.</summary>
    public static readonly Account Buyer1 = new("buyer1", "party-buyer1", Roles.Buyer);

    /// <summary>Another buyer.</summary>
    public static readonly Account Buyer2 = new("buyer2", "party-buyer2", Roles.Buyer);

    /// <summary>A foreign partner.</summary>
    public static readonly Account Partner1 = new("partner1", "party-partner1", Roles.Partner);

    /// <summary>Another foreign partner.</summary>
    public static readonly Account Partner2 = new("partner2", "party-partner2", Roles.Partner);
}
