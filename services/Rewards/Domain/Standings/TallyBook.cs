using System.Runtime.InteropServices;

namespace Platform.Rewards.Domain.Standings;

/// <summary>
/// All tallies of one year in memory: the full recomputation that a closing, a verification and the self-check use. The database keeps the
/// same tallies incrementally, by the same <see cref="Tally"/> functions.
/// </summary>
internal sealed class TallyBook
{
    private readonly Dictionary<(Guid Buyer, Series Series), Tally> tallies = [];
    private readonly Dictionary<(Guid Buyer, Series Series, string Supplier), int> bySupplier = [];

    public static TallyBook Of(IEnumerable<CountedPurchase> purchases)
    {
        var book = new TallyBook();
        foreach (var purchase in purchases)
            book.Add(purchase);
        return book;
    }

    public void Add(CountedPurchase purchase)
    {
        var others = CollectionsMarshal.GetValueRefOrAddDefault(bySupplier, KeyOf(purchase), out _)++;
        Change(purchase, tally => tally.Add(purchase.AmountTwd, others));
    }

    public void Remove(CountedPurchase purchase)
    {
        var others = --CollectionsMarshal.GetValueRefOrNullRef(bySupplier, KeyOf(purchase));
        Change(purchase, tally => tally.Remove(purchase.AmountTwd, others));
    }

    public void Exclude(CountedPurchase purchase, PurchaseStatus outcome, ReasonCode reason) =>
        Change(purchase, tally => tally.Exclude(outcome, reason, purchase.AmountTwd));

    public Tally Of(Guid buyer, Series series) => tallies.GetValueOrDefault((buyer, series), Tally.Empty);

    public IReadOnlyDictionary<(Guid Buyer, Series Series), Tally> All => tallies;

    /// <summary>How many counted purchases a buyer has from a supplier; none of them is 0.</summary>
    public IEnumerable<KeyValuePair<(Guid Buyer, Series Series, string Supplier), int>> Counts => bySupplier.Where(count => count.Value > 0);

    public int CountOf(Guid buyer, Series series, string supplier) => bySupplier.GetValueOrDefault((buyer, series, supplier));

    public IEnumerable<Entrant> Entrants(Series series, IReadOnlyDictionary<Guid, bool> isSme) =>
        tallies.Where(entry => entry.Key.Series == series)
            .Select(entry => new Entrant(entry.Key.Buyer, isSme[entry.Key.Buyer], entry.Value));

    private void Change(CountedPurchase purchase, Func<Tally, Tally> change)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(tallies, (purchase.BuyerId, purchase.Series), out _);
        tally = change(tally ?? Tally.Empty);
    }

    private static (Guid, Series, string) KeyOf(CountedPurchase purchase) => (purchase.BuyerId, purchase.Series, purchase.SupplierUbn);
}
