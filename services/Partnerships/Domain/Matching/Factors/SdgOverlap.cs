using Platform.Contracts;

namespace Platform.Partnerships.Domain.Matching.Factors;

/// <summary>The share of our Sustainable Development Goals that the other side works on too.</summary>
internal sealed class SdgOverlap : Factor
{
    public override string Name => "sdgOverlap";

    public override int Score(MatchSubject self, MatchSubject other) => ShareFound(self.Content.Sdgs, other.Content.Sdgs);

    public override Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names)
    {
        var common = self.Content.Sdgs.Intersect(other.Content.Sdgs).Order().ToList();
        return common.Count == 0
            ? Words("沒有共同的永續發展目標。", "No Sustainable Development Goal in common.")
            : Words(
                $"{self.Content.Sdgs.Count} 項永續發展目標中有 {common.Count} 項相同：SDG {string.Join("、", common)}。",
                $"{common.Count} of {self.Content.Sdgs.Count} Sustainable Development Goals in common: SDG {string.Join(", ", common)}.");
    }
}
