using Platform.Harness;

namespace Platform.Architecture.Tests;

public sealed class StyleTests
{
    [Fact]
    public void Names_have_no_banned_words_and_lines_end_before_column_140()
    {
        string[] files =
        [
            .. Directory
                .EnumerateFiles(Snapshots.Root, "*.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Snapshots.Root, file))
                .Where(file => !file.Split('/').Any(part => part is "artifacts" or "obj" or "bin" or "Migrations")),
        ];
        Assert.True(files.Length > 500, $"only {files.Length} files were found");
        // The names of events are the wire's.
        var violations = files
            .Where(file => !file.StartsWith("platform/Contracts/", StringComparison.Ordinal))
            .AsParallel()
            .SelectMany(file => SourceStyle.Violations(file, File.ReadAllText(Path.Combine(Snapshots.Root, file))))
            .Order()
            .ToArray();
        Assert.True(violations.Length == 0, string.Join('\n', violations));
    }

    [Theory]
    [InlineData("class KeptRow;", "KeptRow")]
    [InlineData("class A { void TakeAll() { } }", "TakeAll")]
    [InlineData("class A { int ToldOn { get; set; } }", "ToldOn")]
    [InlineData("class A { int asked; }", "asked")]
    [InlineData("class A { void B(int known) { } }", "known")]
    [InlineData("class A { void B() { var turn = 1; foreach (var held in new int[turn]) { } } }", "turn", "held")]
    [InlineData("class A { (int Word, int B) C; }", "Word")]
    [InlineData("enum A { Heard }", "Heard")]
    public void A_planted_name_with_a_banned_word_is_caught(string source, params string[] names) =>
        Assert.Equal(names.Select(name => $"A.cs:1 {name} has a banned word"), SourceStyle.Violations("A.cs", source));

    [Theory]
    [InlineData("class A { void B(int mistake, int keeper, int swords) { var returned = mistake.ToString().Take(2); } }")]
    [InlineData("class A { [Fact] void What_is_kept_is_told() { } }")]
    public void Other_names_and_uses_are_not(string source) => Assert.Empty(SourceStyle.Violations("A.cs", source));

    [Fact]
    public void A_planted_long_line_is_caught_unless_a_text_makes_it_long()
    {
        var name = new string('a', 130);
        Assert.Equal(["A.cs:1 has 147 columns"], SourceStyle.Violations("A.cs", $"class A {{ int {name}; }}"));
        Assert.Empty(SourceStyle.Violations("A.cs", $"class A {{ string b = \"{name}\"; }}"));
    }
}
