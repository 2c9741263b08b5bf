using System.Globalization;
using Platform.Contracts;

namespace Platform.Partnerships.Domain.Matching.Factors;

/// <summary>
/// The weekly time in which both are available, as a share of the configured full score or of all our time, whichever is less.
/// </summary>
internal sealed class TimeZoneOverlap(MatchingRules rules) : KeyedFactor
{
    public override string Name => "timeZoneOverlap";

    public override int Score(MatchSubject self, MatchSubject other)
    {
        var enough = Math.Min(rules.OverlapMinutesPerWeek, self.Week.Minutes);
        return Math.Min(Thousandths.Whole, Thousandths.Share(self.Week.MinutesInCommon(other.Week), enough));
    }

    public override object KeyOf(MatchSubject subject) => subject.Week;

    public override Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names)
    {
        var hours = (self.Week.MinutesInCommon(other.Week) / 60m).ToString("0.##", CultureInfo.InvariantCulture);
        return hours == "0"
            ? Text("每週沒有共同的可洽談時間。", "No hour of the week suits both.")
            : Text($"每週有 {hours} 小時的共同可洽談時間。", $"{hours} hours a week suit both.");
    }
}
