namespace Platform.Rewards.Domain.Standings;

/// <summary>A stored tally that differs from the recomputed one.</summary>
internal sealed record TallyDifference(Guid BuyerId, Series Series, Tally? Stored, Tally Recomputed);

/// <summary>A stored number of counted purchases from one supplier that differs from the recomputed one.</summary>
internal sealed record CountDifference(Guid BuyerId, Series Series, string SupplierUbn, int Stored, int Recomputed);

/// <summary>
/// Compares stored tallies with recomputed ones. Standings are a pure function of tallies, so equal tallies give equal standings.
/// </summary>
internal static class StandingsComparison
{
    public static IReadOnlyList<TallyDifference> OfTallies(
        IReadOnlyDictionary<(Guid Buyer, Series Series), Tally> stored,
        TallyBook book,
        bool withExcluded
    ) =>
        [
            .. stored
                .Keys.Union(book.All.Select(entry => (entry.Buyer, entry.Series)))
                .Select(key => new TallyDifference(key.Buyer, key.Series, stored.GetValueOrDefault(key), book.Of(key.Buyer, key.Series)))
                .Where(pair => !(pair.Stored ?? Tally.Empty).IsSameAs(pair.Recomputed, withExcluded))
                .OrderBy(pair => pair.Series)
                .ThenBy(pair => pair.BuyerId),
        ];

    /// <summary>Compares the stored counts as a stream. It loads their keys into memory only when some counts are missing.</summary>
    public static async Task<IReadOnlyList<CountDifference>> OfCountsAsync(
        Func<IAsyncEnumerable<(Guid Buyer, Series Series, string Supplier, int Purchases)>> read,
        TallyBook book
    )
    {
        var (differences, found) = (new List<CountDifference>(), 0);
        await foreach (var (buyer, series, supplier, stored) in read())
        {
            var recomputed = book.CountOf(buyer, series, supplier);
            found += recomputed > 0 ? 1 : 0;
            if (stored != recomputed)
            {
                differences.Add(new CountDifference(buyer, series, supplier, stored, recomputed));
            }
        }
        if (found == book.Pairs)
        {
            return differences;
        }

        var storedKeys = await read().Select(count => (count.Buyer, count.Series, count.Supplier)).ToHashSetAsync();
        differences.AddRange(
            book.Counts.Where(count => !storedKeys.Contains((count.Buyer, count.Series, count.Supplier)))
                .Select(count => new CountDifference(count.Buyer, count.Series, count.Supplier, 0, count.Purchases))
        );
        return differences;
    }
}
