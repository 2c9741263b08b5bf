using Platform.Contracts;

namespace Platform.Partnerships.Domain.Matching.Factors;

/// <summary>The share of our needs that the other side offers.</summary>
internal sealed class NeedsMet : Factor
{
    public override string Name => "needsMet";

    public override int Score(MatchSubject self, MatchSubject other) => ShareFound(self.Content.Needs, other.Content.Offers);

    public override Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names)
    {
        var needs = self.Content.Needs;
        var met = needs.Intersect(other.Content.Offers).Select(code => names.Vocabulary.Tags[code]).ToList();
        return (needs.Count, met.Count) switch
        {
            (0, _) => Words("未列出需求，不加分也不扣分。", "No needs are named, which counts neither way."),
            (_, 0) => Words($"{needs.Count} 項需求都不在可提供的資源中。", $"None of {needs.Count} needs is on offer."),
            _ => Words(
                $"{needs.Count} 項需求中有 {met.Count} 項可獲提供：{string.Join("、", met.Select(term => term.Zh))}。",
                $"{met.Count} of {needs.Count} needs on offer: {string.Join(", ", met.Select(term => term.En))}."),
        };
    }
}
