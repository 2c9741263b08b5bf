namespace Platform.Web.Identity;

/// <summary>The role names in tokens.</summary>
public static class Roles
{
    /// <summary>A social-innovation organisation.</summary>
    public const string Organisation = "organisation";

    /// <summary>The registrar: SME administration of the Ministry of Economic Affairs.</summary>
    public const string Registrar = "registrar";

    /// <summary>A buyer: agency, state enterprise, company, foundation, school.</summary>
    public const string Buyer = "buyer";

    /// <summary>Reviews evidence and closes an award year.</summary>
    public const string RewardReviewer = "reward-reviewer";

    /// <summary>An officer of the National Development Council.</summary>
    public const string NdcOfficer = "ndc-officer";

    /// <summary>An officer of a competent authority.</summary>
    public const string AuthorityOfficer = "authority-officer";

    /// <summary>A foreign partner, investor or accelerator.</summary>
    public const string Partner = "partner";

    /// <summary>Vets profiles and runs matching sessions.</summary>
    public const string PartnershipManager = "partnership-manager";

    /// <summary>The platform team.</summary>
    public const string PlatformAdmin = "platform-admin";

    /// <summary>Every role.</summary>
    public static IReadOnlyList<string> All { get; } =
    [Organisation, Registrar, Buyer, RewardReviewer, NdcOfficer, AuthorityOfficer, Partner, PartnershipManager, PlatformAdmin];

    /// <summary>The roles that decide for others; their actions are audited.</summary>
    public static IReadOnlyList<string> OfOfficials { get; } =
    [Registrar, RewardReviewer, NdcOfficer, AuthorityOfficer, PartnershipManager, PlatformAdmin];
}
