using FsCheck;
using FsCheck.Fluent;
using Platform.Search;

namespace Platform.ServiceDefaults.Tests;

public sealed class SearchRunTests
{
    [Theory]
    [InlineData("社會創新 Good-Days", "社會創新|good*|days*")]
    [InlineData("ＡＢＣ　１２３", "abc*|123*")]
    [InlineData("B型企業", "b*|型企業")]
    [InlineData("好日子、股份有限公司（台北）", "好日子|股份有限公司|臺北")]
    [InlineData("カフェ・ｶﾌｪ", "カフェ|カフェ")]
    [InlineData("한국 ㄅㄆㄇ", "한국|ㄅㄆㄇ")]
    [InlineData("𠮷野家", "𠮷野家")]
    [InlineData("葛\U000E0100城", "葛城")]
    [InlineData("Café 2.0", "café*|2*|0*")]
    [InlineData("…!?%_'\"", "")]
    [InlineData(null, "")]
    public void A_text_is_cut_where_the_kind_of_writing_changes(string? text, string expected) =>
        Assert.Equal(expected, string.Join('|', SearchRun.In(text).Select(run => run.IsAlphanumeric ? $"{run.Text}*" : run.Text)));

    [Fact]
    public void Characters_are_known_by_their_pairs_and_the_last_one_alone_as_whole_code_points()
    {
        Assert.Equal(["社會", "會創", "創"], SearchRun.In("社會創")[0].Tokens());
        Assert.Equal(["𠮷野", "野𠮷", "𠮷"], SearchRun.In("𠮷野𠮷")[0].Tokens());
        Assert.Equal([("𠮷", true)], SearchRun.In("𠮷")[0].QueryTokens());
        Assert.Equal([("社會", false), ("會創", false)], SearchRun.In("社會創")[0].QueryTokens());
    }

    [Theory]
    [InlineData("tea", "tea", "tea*")]
    [InlineData("team", "team", "team")]
    [InlineData("teams", "team", "team")]
    [InlineData("social", "soci Ｗsocial", "Ｗsocial")]
    [InlineData("socially", "soci Ｗsocial", "Ｗsocial")]
    [InlineData("abc𐐨b", "abc Ｗabc𐐨b", "Ｗabc𐐨b")]
    [InlineData("abcde𐐨b", "abcd Ｗabcde", "Ｗabcde")]
    public void A_word_is_known_and_asked_for_by_its_first_four_or_six_letters_and_never_by_half_a_character(
        string text,
        string indexed,
        string queried
    )
    {
        var run = SearchRun.In(text)[0];
        Assert.Equal(indexed.Split(' '), run.Tokens());
        Assert.Equal([(queried.TrimEnd('*'), queried.EndsWith('*'))], run.QueryTokens());
    }

    [Fact]
    public void What_is_cut_out_of_a_text_is_found_in_it_by_the_texts_and_by_the_tokens() =>
        Prop.ForAll(Texts(), Gen.Choose(0, 40).ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), (text, at, length) =>
            {
                var runes = text.EnumerateRunes().ToArray();
                if (at >= runes.Length)
                {
                    return true;
                }

                var query = SearchQuery.Of(string.Concat(runes[at..Math.Min(runes.Length, at + length)]));
                var found = SearchedText.Of(text);
                // A piece that begins within a word does not find that word.
                var pieces = query.Parts.Skip(at > 0 ? 1 : 0).All(part => found.Text.Contains(part, StringComparison.Ordinal));
                return pieces && (at > 0 || query.Tokens().All(token => Has(found, token)));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_the_texts_contain_the_tokens_have_too() =>
        Prop.ForAll(Texts(), Texts(), (text, queried) =>
            {
                var (found, query) = (SearchedText.Of(text), SearchQuery.Of(queried));
                var fits = query.Parts.All(part => found.Text.Contains(part, StringComparison.Ordinal));
                return !fits || query.Tokens().All(token => Has(found, token)) && query.Tokens("Ｎ").All(token => Has(found, token, "Ｎ"));
            })
            .QuickCheckThrowOnFailure();

    private static Arbitrary<string> Texts() =>
        Gen.Elements("社", "會", "創", "台", "𠮷", "a", "B", "é", "1", " ", "、", "\n", "é", "ー", "Ａ")
            .ListOf()
            .Select(parts => string.Concat(parts))
            .ToArbitrary();

    private static bool Has(SearchedText text, (string Token, bool IsBeginning) queried, string mark = "") =>
        text.MarkedTokens(mark)
            .Any(token => queried.IsBeginning ? token.StartsWith(queried.Token, StringComparison.Ordinal) : token == queried.Token);
}
