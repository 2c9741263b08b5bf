using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Platform.Rewards.Features.Standings;

/// <summary>A position in one version of the standings: the number of lines to skip.</summary>
internal readonly record struct StandingsCursor(long Version, int RuleVersion, int Skip)
{
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Version}.{RuleVersion}.{Skip}")));

    public static bool TryRead(string text, out StandingsCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[64];
        if (text.Length > 80 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var written))
        {
            return false;
        }

        var parts = Encoding.ASCII.GetString(bytes[..written]).Split('.');
        if (
            parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rules)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var skip)
            || rules < 1
        )
        {
            return false;
        }

        cursor = new StandingsCursor(version, rules, skip);
        return true;
    }
}
