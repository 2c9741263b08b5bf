namespace Platform.Rewards.Domain.Standings;

/// <summary>A tally as it was kept, beside the one computed from nothing.</summary>
internal sealed record TallyDifference(Guid BuyerId, Series Series, Tally? Kept, Tally Recomputed);

/// <summary>How many purchases from one supplier were kept as counted, beside how many there are.</summary>
internal sealed record CountDifference(Guid BuyerId, Series Series, string SupplierUbn, int Kept, int Recomputed);

/// <summary>Standings are a pure function of their tallies: equal tallies, to the bit, are equal standings.</summary>
internal static class StandingsComparison
{
    public static IReadOnlyList<TallyDifference> OfTallies(
        IReadOnlyDictionary<(Guid Buyer, Series Series), Tally> kept, TallyBook book, bool withExcluded) =>
        [.. kept.Keys.Union(book.All.Keys)
            .Select(key => new TallyDifference(key.Buyer, key.Series, kept.GetValueOrDefault(key), book.Of(key.Buyer, key.Series)))
            .Where(pair => !(pair.Kept ?? Tally.Empty).IsSameAs(pair.Recomputed, withExcluded))
            .OrderBy(pair => pair.Series).ThenBy(pair => pair.BuyerId)];

    public static IReadOnlyList<CountDifference> OfCounts(
        IReadOnlyDictionary<(Guid Buyer, Series Series, string Supplier), int> kept, TallyBook book) =>
        [.. kept.Select(entry => new CountDifference(
                entry.Key.Buyer, entry.Key.Series, entry.Key.Supplier, entry.Value, book.CountOf(entry.Key.Buyer, entry.Key.Series, entry.Key.Supplier)))
            .Where(pair => pair.Kept != pair.Recomputed)
            .Concat(book.Counts.Where(entry => !kept.ContainsKey(entry.Key))
                .Select(entry => new CountDifference(entry.Key.Buyer, entry.Key.Series, entry.Key.Supplier, 0, entry.Value)))];
}
