using Platform.Rewards.Domain.Rules;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Domain.Closing;

/// <summary>
/// The counted purchases of a year: the hash chain that freezes them and the tallies that decide the awards. Purchases are added one at a
/// time while they are read, so a year of any size can be closed and verified. The chain requires them in order of their ids.
/// </summary>
internal sealed class CountedYear(RuleSet rules)
{
    private readonly HashChain chain = new HashChain().Append("rules", RuleSetJson.Write(rules));
    private Guid last;

    public RuleSet Rules => rules;

    public TallyBook Book { get; } = new();

    public int Purchases { get; private set; }

    /// <summary>A copy of the chain over the rules and every purchase added so far.</summary>
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
