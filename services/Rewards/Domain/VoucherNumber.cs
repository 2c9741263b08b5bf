using System.Text;

namespace Platform.Rewards.Domain;

/// <summary>Voucher numbers are compared trimmed, upper-case and half-width (API.md, Rewards).</summary>
internal static class VoucherNumber
{
    public static string Normalise(string written)
    {
        // NFKC turns full-width forms into half-width ones. It throws on lone surrogates, so those become U+FFFD first; upper-casing may
        // leave a composable pair behind, so it is normalised again.
        var wellFormed = new StringBuilder(written.Length);
        foreach (var rune in written.EnumerateRunes())
            wellFormed.Append(rune.ToString());
        return wellFormed.ToString()
            .Normalize(NormalizationForm.FormKC)
            .ToUpperInvariant()
            .Normalize(NormalizationForm.FormKC)
            .Trim();
    }
}
