using System.Text;

namespace Platform.ServiceDefaults.Identifiers;

/// <summary>Texts as people type them, in one form.</summary>
public static class UnicodeText
{
    private const char NotACharacter = '\uFFFE';

    /// <summary>
    /// Normalization form KC (Unicode Standard Annex 15): full-width forms become half-width ones. For any text: what .NET refuses to
    /// normalise, lone surrogates
    /// and U+FFFE, becomes U+FFFD first.
    /// </summary>
    public static string Nfkc(this string text)
    {
        if (!text.Contains(NotACharacter) && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text.Normalize(NormalizationForm.FormKC);
        }

        var wellFormed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            wellFormed.Append(rune.Value == NotACharacter ? Rune.ReplacementChar : rune);
        }

        return wellFormed.ToString().Normalize(NormalizationForm.FormKC);
    }
}
