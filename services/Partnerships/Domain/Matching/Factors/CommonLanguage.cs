using Platform.Contracts;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Domain.Matching.Factors;

/// <summary>Whether the two can talk: in the language we prefer, or in another of ours.</summary>
internal sealed class CommonLanguage : Factor
{
    private const int NotOurFirst = 800;

    public override string Name => "commonLanguage";

    public override int Score(MatchSubject self, MatchSubject other)
    {
        for (var i = 0; i < self.Content.Languages.Count; i++)
        {
            if (Speaks(other, LanguageTags.Primary(self.Content.Languages[i])))
            {
                return i == 0 ? Thousandths.Whole : NotOurFirst;
            }
        }

        return 0;
    }

    public override Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names)
    {
        var common = self.Content.Languages.Where(tag => Speaks(other, LanguageTags.Primary(tag))).ToList();
        return common.Count == 0
            ? Words("沒有共同的語言，需要翻譯。", "No language in common; an interpreter is needed.")
            : Words($"共同的語言：{string.Join("、", common)}。", $"Language in common: {string.Join(", ", common)}.");
    }

    private static bool Speaks(MatchSubject subject, string language)
    {
        foreach (var tag in subject.Content.Languages)
        {
            if (LanguageTags.Primary(tag) == language)
            {
                return true;
            }
        }

        return false;
    }
}
