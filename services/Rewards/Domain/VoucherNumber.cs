using Platform.ServiceDefaults.Identifiers;

namespace Platform.Rewards.Domain;

/// <summary>Voucher numbers are compared trimmed, upper-case and half-width (API.md, Rewards).</summary>
internal static class VoucherNumber
{
    // Upper-casing may leave a composable pair behind, so it is normalised again.
    public static string Normalise(string written) => written.Nfkc().ToUpperInvariant().Nfkc().Trim();
}
