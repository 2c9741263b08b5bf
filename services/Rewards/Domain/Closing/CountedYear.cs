using Platform.Rewards.Domain.Rules;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Domain.Closing;

/// <summary>
/// What a year counts, taken in one purchase at a time: the hash chain that freezes it and the tallies that decide, so that a year of any
/// size is closed and verified while it is read. The order is that of the ids: the chain depends on it.
/// </summary>
internal sealed class CountedYear(RuleSet rules)
{
    private readonly HashChain chain = new HashChain().Append("rules", RuleSetJson.Write(rules));
    private Guid last;

    public RuleSet Rules => rules;

    public TallyBook Book { get; } = new();

    public int Purchases { get; private set; }

    /// <summary>The chain over the rules and every purchase taken in.</summary>
    public HashChain Chain => chain.Branch();

    public void Add(CountedPurchase purchase)
    {
        if (purchase.Id.CompareTo(last) <= 0)
        {
            throw new ArgumentException(
                $"Purchase {purchase.Id} comes after {last}: they are taken in by id, each once.",
                nameof(purchase)
            );
        }

        last = purchase.Id;
        chain.Append(
            "purchase",
            purchase.Id,
            purchase.BuyerId,
            purchase.SupplierUbn,
            purchase.AmountTwd,
            purchase.PurchasedOn,
            purchase.VoucherNo,
            purchase.Series.ToString()
        );
        Book.Add(purchase);
        Purchases++;
    }
}
