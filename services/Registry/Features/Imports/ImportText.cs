using System.Text;

namespace Platform.Registry.Features.Imports;

/// <summary>The encoding of a file: UTF-8, or Big5 as Windows in Taiwan writes it (code page 950).</summary>
internal static class ImportText
{
    public const string Utf8 = "utf-8";
    public const string Big5 = "big5";

    /// <summary>Replaces bytes that are invalid in the encoding.</summary>
    public const char Unreadable = '\uFFFD';

    private static readonly Encoding Windows950 = CodePagesEncodingProvider.Instance.GetEncoding(
        950,
        EncoderFallback.ExceptionFallback,
        new DecoderReplacementFallback(Unreadable.ToString())
    )!;

    public static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Returns the encoding that a <c>charset</c> names, or <see langword="null"/> when it must be detected.</summary>
    public static string? Named(string? charset) =>
        charset?.Trim('"', ' ').ToLowerInvariant() switch
        {
            "utf-8" or "utf8" => Utf8,
            "big5" or "big-5" or "cp950" or "ms950" or "windows-950" or "x-windows-950" => Big5,
            _ => null,
        };

    /// <summary>
    /// Detects the encoding of bytes; returns <see langword="null"/> while all of them are ASCII. It chooses the encoding with fewer
    /// invalid bytes, so that one damaged character does not change the encoding of a whole file.
    /// </summary>
    /// <param name="bytes">Whole lines, so that no character is cut at the end.</param>
    public static string? Detect(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
        {
            return null;
        }

        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Utf8;
        }

        return Faults(Encoding.UTF8, bytes) <= Faults(Windows950, bytes) ? Utf8 : Big5;
    }

    public static string Decode(ReadOnlySpan<byte> bytes, string? encoding) =>
        (encoding == Big5 ? Windows950 : Encoding.UTF8).GetString(bytes);

    private static int Faults(Encoding encoding, ReadOnlySpan<byte> bytes) =>
        encoding.GetString(bytes).Count(letter => letter == Unreadable);
}
