using System.Collections.Immutable;

namespace Platform.Rewards.Domain.Standings;

/// <summary>The facts of an accepted purchase that decide an award. None of them changes after the declaration.</summary>
internal sealed record CountedPurchase(
    Guid Id,
    Guid BuyerId,
    string SupplierUbn,
    long AmountTwd,
    DateOnly PurchasedOn,
    string VoucherNo,
    Series Series
);

/// <summary>The number and amount of the purchases that do not count for one outcome and reason.</summary>
internal sealed record Excluded(int Purchases, long AmountTwd);

/// <summary>
/// One buyer's year in one series, updated one purchase at a time. Adding and removing are inverse and commute, so the result does not
/// depend on the order of arrival and equals a full recomputation.
/// </summary>
internal sealed record Tally
{
    public static Tally Empty { get; } = new();

    public long TotalTwd { get; init; }

    public int Purchases { get; init; }

    /// <summary>The number of distinct suppliers.</summary>
    public int Suppliers { get; init; }

    /// <summary>
    /// The excluded purchases by <c>rejected.&lt;reason&gt;</c> or <c>reversed.&lt;reason&gt;</c>. They explain a standing and never
    /// score.
    /// </summary>
    public ImmutableSortedDictionary<string, Excluded> Excluded { get; init; } =
        ImmutableSortedDictionary.Create<string, Excluded>(StringComparer.Ordinal);

    /// <param name="amountTwd">The purchase's amount.</param>
    /// <param name="othersFromSupplier">The number of other counted purchases from the same supplier.</param>
    public Tally Add(long amountTwd, int othersFromSupplier) =>
        this with
        {
            TotalTwd = checked(TotalTwd + amountTwd),
            Purchases = Purchases + 1,
            Suppliers = Suppliers + (othersFromSupplier == 0 ? 1 : 0),
        };

    /// <inheritdoc cref="Add"/>
    public Tally Remove(long amountTwd, int othersFromSupplier) =>
        this with
        {
            TotalTwd = TotalTwd - amountTwd,
            Purchases = Purchases - 1,
            Suppliers = Suppliers - (othersFromSupplier == 0 ? 1 : 0),
        };

    public Tally Exclude(PurchaseStatus outcome, ReasonCode reason, long amountTwd)
    {
        var key = ExclusionKey(outcome, reason);
        var before = Excluded.GetValueOrDefault(key, new Excluded(0, 0));
        return this with { Excluded = Excluded.SetItem(key, new Excluded(before.Purchases + 1, checked(before.AmountTwd + amountTwd))) };
    }

    /// <summary>The excluded purchases in a fixed order.</summary>
    public IReadOnlyList<ExcludedLine> ExcludedLines =>
        [.. Excluded.Select(entry => new ExcludedLine(entry.Key, entry.Value.Purchases, entry.Value.AmountTwd))];

    /// <summary>Returns whether both tallies have the same figures, with or without the excluded purchases.</summary>
    public bool IsSameAs(Tally other, bool withExcluded) =>
        (TotalTwd, Purchases, Suppliers) == (other.TotalTwd, other.Purchases, other.Suppliers)
        && (!withExcluded || Excluded.SequenceEqual(other.Excluded));

    private static string ExclusionKey(PurchaseStatus outcome, ReasonCode reason) =>
        $"{Camel(outcome.ToString())}.{Camel(reason.ToString())}";

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>A buyer's input to the rules: its size and its tally.</summary>
internal sealed record Entrant(Guid BuyerId, bool IsSme, Tally Tally);
