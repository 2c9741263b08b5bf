using Platform.Contracts;

namespace Platform.Partnerships.Domain.Matching.Factors;

/// <summary>Whether the two share a language: our preferred one or another of ours.</summary>
internal sealed class CommonLanguage : KeyedFactor
{
    private const int NotOurFirst = 800;

    public override string Name => "commonLanguage";

    public override int Score(MatchSubject self, MatchSubject other)
    {
        for (var i = 0; i < self.Spoken.Length; i++)
        {
            if (Array.IndexOf(other.Spoken, self.Spoken[i]) >= 0)
            {
                return i == 0 ? Thousandths.Whole : NotOurFirst;
            }
        }

        return 0;
    }

    public override object KeyOf(MatchSubject subject) => string.Join(' ', subject.Spoken);

    public override Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names)
    {
        var common = self.Languages.Where((_, i) => other.Spoken.Contains(self.Spoken[i])).ToList();
        return common.Count == 0
            ? Text("沒有共同的語言，需要翻譯。", "No language in common; an interpreter is needed.")
            : Text($"共同的語言：{string.Join("、", common)}。", $"Language in common: {string.Join(", ", common)}.");
    }
}
