using System.Globalization;
using Platform.Rewards.Domain.Rules;
using Platform.ServiceDefaults.Errors;

namespace Platform.Rewards.Domain;

/// <summary>What a buyer claims to have bought. The award year is the Taipei year of <see cref="PurchasedOn"/>.</summary>
internal sealed record Declaration(string SupplierUbn, long AmountTwd, DateOnly PurchasedOn, string VoucherNo, Series Series);

/// <summary>What is known when a purchase is declared.</summary>
/// <param name="Today">The day in Taipei.</param>
/// <param name="BuyerStatus">A refused buyer cannot declare; a pending one can.</param>
/// <param name="BuyerUbn">The buyer's own number, when it has one.</param>
/// <param name="Affiliates">Numbers that the buyer declared as affiliated.</param>
/// <param name="Rules">The rule set of the purchase's year, when there is one.</param>
/// <param name="YearClosed">Whether that year is closed.</param>
/// <param name="Supplier">The status points of the organisation with this number; empty for an unknown one.</param>
internal sealed record DeclarationFacts(
    DateOnly Today,
    BuyerStatus BuyerStatus,
    string? BuyerUbn,
    IReadOnlyCollection<string> Affiliates,
    RuleSet? Rules,
    bool YearClosed,
    IReadOnlyCollection<StatusPoint> Supplier
);

/// <summary>The key that a unique index holds against any other live claim; absent where the year's rules do not ask for it.</summary>
internal sealed record LiveClaim(string? Voucher);

internal static class Declarations
{
    /// <summary>
    /// An upper bound of one purchase, so that the sum of any year's purchases stays within 64 bits: nine million purchases of this size
    /// still add up.
    /// </summary>
    public const long MaximumAmountTwd = 1_000_000_000_000;

    /// <summary>The first refusal of a declaration, from what needs no other party to what does; otherwise the claim it makes.</summary>
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

    /// <summary>Whether the year's rules know the ground of a rejection or reversal.</summary>
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

    // The voucher comes last: it is free text, the other three have fixed forms.
    private static string VoucherKey(Declaration declaration) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{declaration.SupplierUbn}|{declaration.PurchasedOn:yyyyMMdd}|{declaration.AmountTwd}|{VoucherNumber.Normalise(declaration.VoucherNo)}"
        );
}
