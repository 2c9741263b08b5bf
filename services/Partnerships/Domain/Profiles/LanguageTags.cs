using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Platform.Partnerships.Domain.Profiles;

/// <summary>
/// Language tags of BCP 47 (RFC 5646): a registered primary subtag, then script, region, variants, extensions, private use.
/// The codes are those of ISO 639-1, and of ISO 639-3 where a language has no two-letter code.
/// </summary>
internal sealed partial class LanguageTags(IEnumerable<string> primarySubtags, Economies economies)
{
    private readonly FrozenSet<string> subtags = primarySubtags.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Returns the tag in the recommended letter case (RFC 5646 §2.1.1), or null when it is not a valid tag.</summary>
    public string? Canonical(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success || !subtags.Contains(match.Groups["language"].Value.ToLowerInvariant()))
        {
            return null;
        }

        var region = match.Groups["region"].Value.ToUpperInvariant();
        if (region.Length == 2 && economies.Find(region) is null)
        {
            return null;
        }

        var script = match.Groups["script"].Value;
        var rest = match.Groups["rest"].Value.ToLowerInvariant();
        return Primary(text)
            + (script.Length > 0 ? $"-{char.ToUpperInvariant(script[0])}{script[1..].ToLowerInvariant()}" : "")
            + (region.Length > 0 ? "-" + region : "")
            + rest;
    }

    /// <summary>Returns the language without script and region. Two people who share it can talk to each other.</summary>
    public static string Primary(string tag)
    {
        var dash = tag.IndexOf('-', StringComparison.Ordinal);
        return (dash < 0 ? tag : tag[..dash]).ToLowerInvariant();
    }

    /// <summary>Suggests a valid language for a tag with a wrong region, script or separator.</summary>
    public string? Nearest(string text)
    {
        var canonical = Canonical(text.Trim().Replace('_', '-'));
        var primary = Primary(text.Trim().Replace('_', '-'));
        return canonical
            ?? (
                subtags.Contains(primary) ? primary
                : primary.Length > 2 && subtags.Contains(primary[..2]) ? primary[..2]
                : null
            );
    }

    [GeneratedRegex(
        "^(?<language>[a-z]{2,3})(-(?<script>[a-z]{4}))?(-(?<region>[a-z]{2}|[0-9]{3}))?(?<rest>(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[0-9a-wy-z](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Shape();
}
