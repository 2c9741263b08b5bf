using System.Runtime.InteropServices;

namespace Platform.Rewards.Domain.Standings;

/// <summary>
/// All tallies of one year in memory: the full recomputation for a closing, a verification and the self-check. The database updates the
/// same tallies incrementally with the same <see cref="Tally"/> functions. The book stores a count per buyer and supplier, not the
/// purchases.
/// </summary>
internal sealed class TallyBook
{
    private readonly Dictionary<(Guid Buyer, Series Series), Entry> entries = [];
    private readonly Dictionary<string, int> suppliers = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Entry, int Supplier), int> counts = [];

    public static TallyBook Of(IEnumerable<CountedPurchase> purchases)
    {
        var book = new TallyBook();
        foreach (var purchase in purchases)
        {
            book.Add(purchase);
        }

        return book;
    }

    public void Add(CountedPurchase purchase)
    {
        var entry = EntryOf(purchase);
        var others = CollectionsMarshal.GetValueRefOrAddDefault(counts, (entry.Number, NumberOf(purchase.SupplierUbn)), out _)++;
        entry.Tally = entry.Tally.Add(purchase.AmountTwd, others);
    }

    public void Remove(CountedPurchase purchase)
    {
        var entry = EntryOf(purchase);
        var key = (entry.Number, NumberOf(purchase.SupplierUbn));
        var others = --CollectionsMarshal.GetValueRefOrNullRef(counts, key);
        if (others == 0)
        {
            counts.Remove(key);
        }

        entry.Tally = entry.Tally.Remove(purchase.AmountTwd, others);
    }

    public void Exclude(CountedPurchase purchase, PurchaseStatus outcome, ReasonCode reason)
    {
        var entry = EntryOf(purchase);
        entry.Tally = entry.Tally.Exclude(outcome, reason, purchase.AmountTwd);
    }

    public Tally Of(Guid buyer, Series series) => entries.TryGetValue((buyer, series), out var entry) ? entry.Tally : Tally.Empty;

    public IEnumerable<(Guid Buyer, Series Series, Tally Tally)> All =>
        entries.Select(entry => (entry.Key.Buyer, entry.Key.Series, entry.Value.Tally));

    /// <summary>The number of pairs of a buyer and a supplier with counted purchases.</summary>
    public int Pairs => counts.Count;

    /// <summary>The number of counted purchases of each buyer from each supplier.</summary>
    public IEnumerable<(Guid Buyer, Series Series, string Supplier, int Purchases)> Counts
    {
        get
        {
            var buyers = entries.ToDictionary(entry => entry.Value.Number, entry => entry.Key);
            var names = suppliers.ToDictionary(supplier => supplier.Value, supplier => supplier.Key);
            return counts.Select(count =>
                (buyers[count.Key.Entry].Buyer, buyers[count.Key.Entry].Series, names[count.Key.Supplier], count.Value)
            );
        }
    }

    public int CountOf(Guid buyer, Series series, string supplier) =>
        entries.TryGetValue((buyer, series), out var entry) && suppliers.TryGetValue(supplier, out var number)
            ? counts.GetValueOrDefault((entry.Number, number))
            : 0;

    public IEnumerable<Entrant> Entrants(Series series, IReadOnlyDictionary<Guid, bool> isSme) =>
        entries
            .Where(entry => entry.Key.Series == series)
            .Select(entry => new Entrant(entry.Key.Buyer, isSme[entry.Key.Buyer], entry.Value.Tally));

    private Entry EntryOf(CountedPurchase purchase)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(entries, (purchase.BuyerId, purchase.Series), out _);
        return entry ??= new Entry(entries.Count);
    }

    private int NumberOf(string supplier)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(suppliers, supplier, out var exists);
        return exists ? number : number = suppliers.Count;
    }

    private sealed class Entry(int number)
    {
        public int Number => number;

        public Tally Tally { get; set; } = Tally.Empty;
    }
}
