using Platform.Contracts;

namespace Platform.Partnerships.Domain.Matching.Factors;

/// <summary>
/// Whether the other side is in a market that we seek. If we name no market, another economy is neutral and our own scores 0.
/// </summary>
internal sealed class MarketFit : KeyedFactor
{
    public override string Name => "marketFit";

    public override int Score(MatchSubject self, MatchSubject other)
    {
        if (self.MarketsSought.Length > 0)
        {
            return Array.IndexOf(self.MarketsSought, other.Economy) >= 0 ? Thousandths.Whole : 0;
        }

        return self.Economy == other.Economy ? 0 : Neutral;
    }

    public override int MaxScoreFor(MatchSubject self) => self.MarketsSought.Length > 0 ? Thousandths.Whole : Neutral;

    public override bool HasManyKeys => true;

    public override object KeyOf(MatchSubject subject) => $"{subject.Economy}:{string.Join(',', subject.MarketsSought)}";

    public override Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names)
    {
        var economy = names.Economies.NameOf(other.Economy);
        return (self.MarketsSought.Length > 0, Score(self, other) > 0) switch
        {
            (true, true) => Text($"{economy.Zh}是尋求的市場。", $"{economy.En} is a market sought."),
            (true, false) => Text($"{economy.Zh}不在尋求的市場中。", $"{economy.En} is not among the markets sought."),
            (false, true) => Text($"未限定市場；{economy.Zh}是海外市場。", $"No market is singled out; {economy.En} is abroad."),
            (false, false) => Text("同一個經濟體，不是海外市場。", "The same economy, so not a market abroad."),
        };
    }
}
