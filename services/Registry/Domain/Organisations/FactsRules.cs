using Platform.Domain;

namespace Platform.Registry.Domain.Organisations;

/// <summary>The rules for the disclosed facts of an organisation, whatever their source.</summary>
internal static class FactsRules
{
    /// <summary>
    /// Returns the facts in their normal form (official county name, sorted goals), or the error of the first rule that they break.
    /// </summary>
    public static Result<OrganisationFacts> Check(OrganisationFacts facts, DateOnly today)
    {
        if (facts.Ubn is not null && !Ubn.IsValid(facts.Ubn))
        {
            return RegistryErrors.UbnInvalid(facts.Ubn);
        }

        if (
            facts.Ubn is null
            && (string.IsNullOrWhiteSpace(facts.OtherIdentifier?.Register) || string.IsNullOrWhiteSpace(facts.OtherIdentifier.Value))
        )
        {
            return RegistryErrors.IdentifierMissing;
        }

        if (!Counties.Find(facts.County).Succeeded(out var county, out var unknown))
        {
            return unknown;
        }

        if (facts.Sdgs.FirstOrDefault(sdg => sdg is < 1 or > 17, 1) is var wrong && wrong is < 1 or > 17)
        {
            return RegistryErrors.SdgUnknown(wrong);
        }

        if (facts.FoundedOn > today)
        {
            return RegistryErrors.FoundedInFuture(facts.FoundedOn.Value);
        }

        return facts with
        {
            County = county,
            Sdgs = [.. facts.Sdgs.Distinct().Order()],
        };
    }
}
