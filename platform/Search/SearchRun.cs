using System.Globalization;
using System.Text;
using Platform.Domain;

namespace Platform.Search;

/// <summary>
/// A stretch of text that is searched as one unit: characters that are written without spaces (Chinese, kana, bopomofo, hangul), or one
/// word. All services use this tokeniser, for texts and queries alike.
/// </summary>
/// <param name="Text">The text: half-width, lower-case, 臺 for 台.</param>
/// <param name="IsAlphanumeric">Whether it is a word of letters and digits, found by its beginning; otherwise characters, found
/// anywhere.</param>
public readonly record struct SearchRun(string Text, bool IsAlphanumeric)
{
    // Full-width letters never occur in a text in normalization form KC.
    private const char LongPrefixMark = 'Ｗ';

    // The lengths of the indexed beginnings of a word, in UTF-16 units: a few letters, or most of the word.
    private const int ShortPrefix = 4,
        LongPrefix = 6;

    private enum Kind
    {
        Separator,
        Ignored,
        Alphanumeric,
        Character,
    }

    /// <summary>Returns a text in the form in which texts are compared: half-width, lower-case, and 臺 for 台.</summary>
    public static string Normalise(string text) => text.Nfkc().ToLowerInvariant().Replace('台', '臺');

    /// <summary>
    /// Returns the runs of a text. A run ends where the kind of writing changes: 「B型企業」 is a word and three characters.
    /// </summary>
    public static List<SearchRun> In(string? text)
    {
        var runs = new List<SearchRun>();
        if (string.IsNullOrEmpty(text))
        {
            return runs;
        }

        var run = new StringBuilder();
        var kind = Kind.Separator;
        foreach (var rune in Normalise(text).EnumerateRunes())
        {
            var next = KindOf(rune);
            if (next == Kind.Ignored)
            {
                continue;
            }

            if (next != kind)
            {
                End();
            }

            kind = next;
            if (next != Kind.Separator)
            {
                run.Append(rune);
            }
        }

        End();
        return runs;

        void End()
        {
            if (run.Length > 0)
            {
                runs.Add(new(run.ToString(), kind == Kind.Alphanumeric));
            }

            run.Clear();
        }
    }

    /// <summary>
    /// Returns the index tokens of the run. A word has its first four letters and, when it is long enough, its first six. Characters have
    /// each pair of neighbours, and the last one alone; a single character is searched as the beginning of such a token, so it needs no
    /// token of its own.
    /// </summary>
    public IEnumerable<string> Tokens()
    {
        if (IsAlphanumeric)
        {
            yield return Prefix(ShortPrefix);
            if (Text.Length >= LongPrefix)
            {
                yield return LongPrefixMark + Prefix(LongPrefix);
            }

            yield break;
        }

        for (var i = 0; i < Text.Length; )
        {
            var next = i + Width(Text, i);
            yield return Text[i..(next < Text.Length ? next + Width(Text, next) : next)];
            i = next;
        }
    }

    /// <summary>
    /// Returns the tokens that a matching text must have, and whether each is only the beginning of a token. For a beginning, the index
    /// collects all tokens that begin with it, which is slow when many texts have them; so only a query that is shorter than a token uses
    /// one.
    /// </summary>
    public IEnumerable<(string Token, bool IsBeginning)> QueryTokens() =>
        this switch
        {
            { IsAlphanumeric: true, Text.Length: >= LongPrefix } => [(LongPrefixMark + Prefix(LongPrefix), false)],
            { IsAlphanumeric: true } => [(Prefix(ShortPrefix), Text.Length < ShortPrefix)],
            { IsSingle: true } => [(Text, true)],
            // The last token is the last character alone, which other characters may follow in a longer text.
            _ => Tokens().SkipLast(1).Select(pair => (pair, false)),
        };

    private string Prefix(int length) => Text.Length <= length ? Text : Text[..(char.IsLowSurrogate(Text[length]) ? length - 1 : length)];

    // A character outside the basic plane has two UTF-16 units.
    private bool IsSingle => Text.Length == Width(Text, 0);

    private static int Width(string text, int at) => char.IsHighSurrogate(text[at]) ? 2 : 1;

    private static Kind KindOf(Rune rune)
    {
        if (rune.Value < 0x80)
        {
            return char.IsAsciiLetterOrDigit((char)rune.Value) ? Kind.Alphanumeric : Kind.Separator;
        }

        if (IsUnspaced(rune.Value))
        {
            return Kind.Character;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format => Kind.Ignored,
            // A variation selector only chooses between glyphs of the same character.
            UnicodeCategory.NonSpacingMark when rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => Kind.Ignored,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Kind.Alphanumeric,
            _ => Rune.IsLetterOrDigit(rune) ? Kind.Alphanumeric : Kind.Separator,
        };
    }

    /// <summary>
    /// Returns whether a character is written without spaces, by its block: this includes ideographs that are newer than the runtime, and
    /// the private-use characters that offices have for rare names.
    /// </summary>
    private static bool IsUnspaced(int code) =>
        code switch
        {
            0x3005 or 0x3007 => true, // 々 〇
            0x30FB => false, // ・
            >= 0x3041 and <= 0x30FF => true, // kana
            >= 0x3105 and <= 0x312F or >= 0x31A0 and <= 0x31BF => true, // bopomofo
            >= 0x31F0 and <= 0x31FF => true, // more kana
            >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF => true, // ideographs
            >= 0x1100 and <= 0x11FF or >= 0xA960 and <= 0xA97F or >= 0xAC00 and <= 0xD7FF => true, // hangul
            >= 0x2E80 and <= 0x2FDF or >= 0xF900 and <= 0xFAFF => true, // radicals, compatibility ideographs
            >= 0xE000 and <= 0xF8FF or >= 0xF0000 => true, // private use
            >= 0x1AFF0 and <= 0x1B16F or >= 0x20000 and <= 0x3FFFF => true, // more kana, extensions B and later
            _ => false,
        };
}
