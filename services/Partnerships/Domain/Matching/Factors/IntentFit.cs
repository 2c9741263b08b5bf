using Platform.Contracts;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Domain.Matching.Factors;

/// <summary>For each of our intents, how well the other side's best answers it; the mean of those.</summary>
internal sealed class IntentFit(MatchingRules rules) : Factor
{
    public override string Name => "intentFit";

    public override int Score(MatchSubject self, MatchSubject other)
    {
        if (self.Content.Intent.Count == 0)
        {
            return Neutral;
        }

        var sum = 0;
        foreach (var ours in self.Content.Intent)
        {
            sum += Answer(ours, other).Fit;
        }

        return Thousandths.Divide(sum, self.Content.Intent.Count);
    }

    public override Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names)
    {
        var answers = self.Content.Intent.Select(ours => (Ours: ours, Answer: Answer(ours, other))).Where(pair => pair.Answer.Fit > 0).ToList();
        if (answers.Count == 0)
        {
            return Words("合作意圖沒有相互對應。", "No intent answers another.");
        }

        return Words(
            $"意圖相互對應：{string.Join("、", answers.Select(pair => $"{TermOf(pair.Ours, names).Zh}與{TermOf(pair.Answer.Theirs, names).Zh}"))}。",
            $"Intents that answer each other: {string.Join(", ", answers.Select(pair => $"{TermOf(pair.Ours, names).En} with {TermOf(pair.Answer.Theirs, names).En}"))}.");
    }

    private (Intent Theirs, int Fit) Answer(Intent ours, MatchSubject other)
    {
        var best = (Theirs: ours, Fit: 0);
        foreach (var theirs in other.Content.Intent)
        {
            var fit = rules.FitOf(ours, theirs);
            if (fit > best.Fit)
            {
                best = (theirs, fit);
            }
        }

        return best;
    }

    private static Term TermOf(Intent intent, MatchNames names) => names.Vocabulary.Intents.Find(intent.ToString())!;
}
