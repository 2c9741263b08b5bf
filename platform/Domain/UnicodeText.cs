using System.Text;

namespace Platform.Domain;

/// <summary>Normalises texts that people type.</summary>
public static class UnicodeText
{
    private const char NotACharacter = '\uFFFE';

    /// <summary>
    /// Returns the text in normalization form KC (Unicode Standard Annex 15), in which full-width forms become half-width ones. It
    /// accepts any text: lone surrogates and U+FFFE, which .NET refuses to normalise, first become U+FFFD.
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
