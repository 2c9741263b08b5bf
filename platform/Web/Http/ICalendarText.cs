using System.Globalization;
using System.Text;

namespace Platform.Web.Http;

/// <summary>Writes iCalendar (RFC 5545) with escaped values (§3.3.11) and lines folded at 75 octets (§3.1).</summary>
public sealed class ICalendarText
{
    private const int MaxOctets = 75;

    private readonly StringBuilder text = new();

    /// <summary>Appends a line without escaping, folded.</summary>
    public ICalendarText Line(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
        return this;
    }

    /// <summary>Appends a property with a text value.</summary>
    public ICalendarText Text(string name, string value) => Line($"{name}:{Escaped(value)}");

    /// <summary>Appends a property with an instant, in UTC.</summary>
    public ICalendarText Instant(string name, DateTimeOffset at) =>
        Line($"{name}:{at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private static string Escaped(string value) =>
        value
            .Replace(@"\", @"\\")
            .Replace(";", @"\;")
            .Replace(",", @"\,")
            .Replace("\r\n", @"\n")
            .Replace("\n", @"\n")
            .Replace("\r", @"\n");
}
