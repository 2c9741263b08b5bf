using Platform.Domain;

namespace Platform.Registry.Domain.IndustryPartners;

/// <summary>The rules for the pledge of an industry partner, and for its links to organisations.</summary>
internal static class PledgeRules
{
    /// <summary>Returns the error of the first rule that a pledge breaks.</summary>
    public static DomainError? Refusal(string ubn, DateOnly until, DateOnly today) =>
        !Ubn.IsValid(ubn) ? RegistryErrors.UbnInvalid(ubn)
        : until < today ? RegistryErrors.PledgeOver(until)
        : null;

    /// <summary>Returns the error when a partner cannot name an organisation with which it works.</summary>
    public static DomainError? LinkRefusal(IEnumerable<Guid> linked, Guid organisation, bool isRegistered) =>
        !isRegistered ? RegistryErrors.NotRegistered
        : linked.Contains(organisation) ? RegistryErrors.LinkExists
        : null;
}
