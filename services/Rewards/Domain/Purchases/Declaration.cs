using System.Globalization;
using Platform.Domain;
using Platform.Rewards.Domain.Rules;

namespace Platform.Rewards.Domain.Purchases;

/// <summary>A purchase as the buyer declares it. The award year is the Taipei year of <see cref="PurchasedOn"/>.</summary>
internal sealed record Declaration(string SupplierUbn, long AmountTwd, DateOnly PurchasedOn, string VoucherNo, Series Series);

/// <summary>The facts that decide whether a declaration is accepted.</summary>
/// <param name="Today">The current date in Taipei.</param>
/// <param name="BuyerStatus">The buyer's status. A refused buyer cannot declare; a pending one can.</param>
/// <param name="BuyerUbn">The buyer's own UBN, if it has one.</param>
/// <param name="Affiliates">The UBNs that the buyer declared as affiliates.</param>
/// <param name="Rules">The rule set of the purchase's year, if there is one.</param>
/// <param name="YearClosed">Whether that year is closed.</param>
/// <param name="Supplier">The status points of the organisation with the supplier's UBN; empty when there is no such
/// organisation.</param>
internal sealed record DeclarationFacts(
    DateOnly Today,
    BuyerStatus BuyerStatus,
    string? BuyerUbn,
    IReadOnlyCollection<string> Affiliates,
    RuleSet? Rules,
    bool YearClosed,
    IReadOnlyCollection<StatusPoint> Supplier
);

/// <summary>The voucher key that is unique among live claims; null when the year's rules do not exclude duplicates.</summary>
internal sealed record LiveClaim(string? Voucher);

internal static class Declarations
{
    /// <summary>The largest amount of one purchase. Nine million purchases of this size still add up within 64 bits.</summary>
    public const long MaximumAmountTwd = 1_000_000_000_000;

    /// <summary>
    /// Returns the first reason to refuse a declaration, or else its claim. Reasons that need no other party come first.
    /// </summary>
    public static Result<LiveClaim> Decide(Declaration declaration, DeclarationFacts facts)
    {
        var on = declaration.PurchasedOn;
        if (facts.BuyerStatus is BuyerStatus.Refused)
        {
            return RewardsErrors.BuyerRefused;
        }

        if (on > facts.Today)
        {
            return RewardsErrors.InTheFuture(on, facts.Today);
        }

        if (facts.Rules is not { } rules)
        {
            return RewardsErrors.NoRules(on.Year);
        }

        if (facts.YearClosed)
        {
            return RewardsErrors.YearClosed(on.Year);
        }

        var exclusions = rules.Exclusions;
        if (exclusions.OutOfPeriod && (on < rules.EffectiveFrom || on > rules.EffectiveTo))
        {
            return RewardsErrors.OutOfPeriod(on, rules.EffectiveFrom, rules.EffectiveTo);
        }

        if (exclusions.SelfPurchase && facts.BuyerUbn == declaration.SupplierUbn)
        {
            return RewardsErrors.SelfPurchase(declaration.SupplierUbn);
        }

        if (exclusions.Affiliate && facts.Affiliates.Contains(declaration.SupplierUbn))
        {
            return RewardsErrors.Affiliate(declaration.SupplierUbn);
        }

        if (facts.Supplier.Count == 0 || (exclusions.SupplierNotRegistered && !facts.Supplier.RegisteredOn(on)))
        {
            return RewardsErrors.SupplierNotRegistered(declaration.SupplierUbn, on);
        }

        return new LiveClaim(exclusions.Duplicate ? VoucherKey(declaration) : null);
    }

    /// <summary>Returns an error when the year's rules switch off this ground for a rejection or reversal.</summary>
    public static DomainError? RefuseGround(ReasonCode code, Exclusions exclusions)
    {
        var isEnabled = code switch
        {
            ReasonCode.SelfPurchase => exclusions.SelfPurchase,
            ReasonCode.Affiliate => exclusions.Affiliate,
            ReasonCode.OutOfPeriod => exclusions.OutOfPeriod,
            ReasonCode.SupplierNotRegistered => exclusions.SupplierNotRegistered,
            ReasonCode.Duplicate => exclusions.Duplicate,
            ReasonCode.Refund => exclusions.Refund,
            _ => true,
        };
        return isEnabled ? null : RewardsErrors.ExclusionOff(code);
    }

    // The voucher comes last because it is free text; the other three have fixed forms.
    private static string VoucherKey(Declaration declaration) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{declaration.SupplierUbn}|{declaration.PurchasedOn:yyyyMMdd}|{declaration.AmountTwd}|{VoucherNumber.Normalise(declaration.VoucherNo)}"
        );
}
