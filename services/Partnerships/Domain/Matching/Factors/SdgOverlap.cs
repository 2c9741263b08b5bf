using System.Numerics;
using Platform.Contracts;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Domain.Matching.Factors;

/// <summary>The share of our Sustainable Development Goals that the other side also works on.</summary>
internal sealed class SdgOverlap : KeyedFactor
{
    public override string Name => "sdgOverlap";

    public override int Score(MatchSubject self, MatchSubject other) =>
        ShareFound(BitOperations.PopCount((uint)(self.Sdgs & other.Sdgs)), BitOperations.PopCount((uint)self.Sdgs));

    public override bool HasManyKeys => true;

    public override object KeyOf(MatchSubject subject) => subject.Sdgs;

    public override Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names)
    {
        var common = ProfileContent.SdgsOf(self.Sdgs & other.Sdgs);
        return common.Count == 0
            ? Text("沒有共同的永續發展目標。", "No Sustainable Development Goal in common.")
            : Text(
                $"{BitOperations.PopCount((uint)self.Sdgs)} 項永續發展目標中有 {common.Count} 項相同：SDG {string.Join("、", common)}。",
                $"{common.Count} of {BitOperations.PopCount((uint)self.Sdgs)} Sustainable Development Goals in common: SDG {string.Join(", ", common)}."
            );
    }
}
