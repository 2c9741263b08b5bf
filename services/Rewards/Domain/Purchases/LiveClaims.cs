using Platform.Domain;

namespace Platform.Rewards.Domain.Purchases;

/// <summary>What live purchases claim: vouchers and files, each of them once. A batch adds the claims of its own items.</summary>
internal sealed class LiveClaims(HashSet<string> vouchers, HashSet<string> files)
{
    /// <summary>Claims a voucher and files. Returns an error when another purchase claims one of them.</summary>
    public DomainError? Claim(string? voucher, IReadOnlyCollection<string> hashes)
    {
        if (voucher is not null && !vouchers.Add(voucher))
        {
            return RewardsErrors.DuplicateVoucher;
        }

        if (hashes.Any(files.Contains))
        {
            return RewardsErrors.DuplicateEvidence;
        }

        files.UnionWith(hashes);
        return null;
    }
}
