using Platform.Contracts;

namespace Platform.Partnerships.Domain.Matching.Factors;

/// <summary>The share of our needs that the other side offers.</summary>
internal sealed class NeedsMet : Factor
{
    public override string Name => "needsMet";

    public override int Score(MatchSubject self, MatchSubject other)
    {
        var met = 0;
        foreach (var need in self.Needs)
        {
            met += Array.IndexOf(other.Offers, need) >= 0 ? 1 : 0;
        }

        return Score(met, self.Needs.Length);
    }

    /// <summary>Returns the score for a number of our needs that are met.</summary>
    public static int Score(int met, int needs) => ShareFound(met, needs);

    public override int MaxScoreFor(MatchSubject self) => Score(self.Needs.Length, self.Needs.Length);

    public override Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names)
    {
        var needs = self.Needs;
        var met = needs.Intersect(other.Offers).Select(code => names.Vocabulary.Tags[code]).ToList();
        return (needs.Length, met.Count) switch
        {
            (0, _) => Text("未列出需求，不加分也不扣分。", "No needs are named, which counts neither way."),
            (_, 0) => Text($"{needs.Length} 項需求都不在可提供的資源中。", $"None of {needs.Length} needs is on offer."),
            _ => Text(
                $"{needs.Length} 項需求中有 {met.Count} 項可獲提供：{string.Join("、", met.Select(term => term.Zh))}。",
                $"{met.Count} of {needs.Length} needs on offer: {string.Join(", ", met.Select(term => term.En))}."
            ),
        };
    }
}
