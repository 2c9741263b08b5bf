using System.Globalization;
using System.Text;
using Platform.ServiceDefaults.Identifiers;

namespace Platform.ServiceDefaults.Search;

/// <summary>
/// A stretch of text that is searched as one: characters that are written without spaces (Chinese, kana, bopomofo, hangul), or one word.
/// The one tokeniser of all services: the same for what is searched and for what is asked.
/// </summary>
/// <param name="Text">Half-width, lower-case, 臺 for 台.</param>
/// <param name="IsAlphanumeric">A word of letters and digits, found by its beginning; otherwise characters, found anywhere.</param>
public readonly record struct SearchRun(string Text, bool IsAlphanumeric)
{
    // Full-width letters never occur in a text in normal form KC.
    private const char LongPrefixMark = 'Ｗ';

    // What is typed of a word, in UTF-16 units: a few letters, or most of it.
    private const int ShortPrefix = 4,
        LongPrefix = 6;

    private enum Kind
    {
        Separator,
        Ignored,
        Alphanumeric,
        Character,
    }

    /// <summary>A text as it is compared: full and half width alike, upper and lower case alike, 台 as 臺.</summary>
    public static string Normalise(string text) => text.Nfkc().ToLowerInvariant().Replace('台', '臺');

    /// <summary>The runs of a text. Where the kind of writing changes one run ends: 「B型企業」 is a word and three characters.</summary>
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
    /// What the index knows the run by. A word by its first four letters, and if it has as many by its first six; characters by each pair
    /// of neighbours, and the last one alone: a single character is asked for as the beginning of such a token, so that it needs none of
    /// its own.
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
    /// The tokens that a text must have in which the run is found, and whether as a beginning only. For a beginning the index collects all
    /// tokens that begin so, which is slow where many texts have them: only what is shorter than a token is asked for like that.
    /// </summary>
    public IEnumerable<(string Token, bool IsBeginning)> QueryTokens() =>
        this switch
        {
            { IsAlphanumeric: true, Text.Length: >= LongPrefix } => [(LongPrefixMark + Prefix(LongPrefix), false)],
            { IsAlphanumeric: true } => [(Prefix(ShortPrefix), Text.Length < ShortPrefix)],
            { IsSingle: true } => [(Text, true)],
            // The last token is the last character alone: in a longer text that character goes on.
            _ => Tokens().SkipLast(1).Select(pair => (pair, false)),
        };

    private string Prefix(int length) => Text.Length <= length ? Text : Text[..(char.IsLowSurrogate(Text[length]) ? length - 1 : length)];

    // Outside of the basic plane or not.
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
            // A variation selector chooses between drawings of one character.
            UnicodeCategory.NonSpacingMark when rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => Kind.Ignored,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Kind.Alphanumeric,
            _ => Rune.IsLetterOrDigit(rune) ? Kind.Alphanumeric : Kind.Separator,
        };
    }

    /// <summary>
    /// By block, so that ideographs which are newer than the runtime count; with the private characters that offices have for rare names.
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
