using Platform.Contracts;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Domain.Matching.Factors;

/// <summary>The mean, over our intents, of the best fit that an intent of the other side has.</summary>
internal sealed class IntentFit(MatchingRules rules) : KeyedFactor
{
    private static readonly Intent[] All = Enum.GetValues<Intent>();

    private readonly int[,] fits = Fits(rules);

    public override string Name => "intentFit";

    // There are few intents, so all combinations are computed in advance.
    public override int Score(MatchSubject self, MatchSubject other) => fits[self.Intents, other.Intents];

    public override object KeyOf(MatchSubject subject) => subject.Intents;

    public override Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names)
    {
        var answers = All.Where(intent => Has(self.Intents, intent))
            .Select(ours => (Ours: ours, Answer: Answer(rules, ours, other.Intents)))
            .Where(pair => pair.Answer.Fit > 0)
            .ToList();
        if (answers.Count == 0)
        {
            return Text("合作意圖沒有相互對應。", "No intent answers another.");
        }

        return Text(
            $"意圖相互對應：{string.Join("、", answers.Select(pair => $"{TermOf(pair.Ours, names).Zh}與{TermOf(pair.Answer.Theirs, names).Zh}"))}。",
            $"Intents that answer each other: {string.Join(", ", answers.Select(pair => $"{TermOf(pair.Ours, names).En} with {TermOf(pair.Answer.Theirs, names).En}"))}."
        );
    }

    private static int[,] Fits(MatchingRules rules)
    {
        var sets = 1 << All.Length;
        var fits = new int[sets, sets];
        for (var ours = 0; ours < sets; ours++)
        {
            for (var theirs = 0; theirs < sets; theirs++)
            {
                var wanted = All.Where(intent => Has(ours, intent)).ToList();
                fits[ours, theirs] =
                    wanted.Count == 0
                        ? Neutral
                        : Thousandths.Divide(wanted.Sum(intent => Answer(rules, intent, theirs).Fit), wanted.Count);
            }
        }

        return fits;
    }

    private static (Intent Theirs, int Fit) Answer(MatchingRules rules, Intent ours, int theirs)
    {
        var best = (Theirs: ours, Fit: 0);
        foreach (var answer in All)
        {
            if (Has(theirs, answer) && rules.FitOf(ours, answer) is var fit && fit > best.Fit)
            {
                best = (answer, fit);
            }
        }

        return best;
    }

    private static bool Has(int intents, Intent intent) => (intents & (1 << (int)intent)) != 0;

    private static Term TermOf(Intent intent, MatchNames names) => names.Vocabulary.Intents.Find(intent.ToString())!;
}
