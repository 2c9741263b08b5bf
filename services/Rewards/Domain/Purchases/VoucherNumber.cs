using Platform.Domain;

namespace Platform.Rewards.Domain.Purchases;

/// <summary>Normalises voucher numbers for comparison: trimmed, upper-case and half-width (API.md, Rewards).</summary>
internal static class VoucherNumber
{
    // Upper-casing may produce a sequence that NFKC composes, so the text is normalised again.
    public static string Normalise(string written) => written.Nfkc().ToUpperInvariant().Nfkc().Trim();
}
