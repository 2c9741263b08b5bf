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

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_has_the_layout_of_every_other(string service) =>
        Assert.Empty(Layout.Violations(service, FilesOf($"services/{service}")));

    [Theory]
    [InlineData("Features/AcceptPurchase.cs", "Features/AcceptPurchase.cs is in no folder of a resource")]
    [InlineData("Casework/Caseload.cs", "Casework/Caseload.cs is neither in Features, Domain nor Data")]
    [InlineData("Data/Rows.cs", "Data/Rows.cs holds more than one idea")]
    [InlineData("Features/Requests/Bodies.cs", "Features/Requests/Bodies.cs holds more than one idea")]
    [InlineData("Domain/Common/Money.cs", "Domain/Common/Money.cs is in a folder that says nothing")]
    public void A_planted_file_in_the_wrong_place_is_caught(string file, string violation) =>
        Assert.Equal([violation], Layout.Violations("Rewards", ["Program.cs", "RewardsModule.cs", "Domain/Purchase.cs", file]));

    public static TheoryData<string> Services => [.. Modules.Services];

    private static IEnumerable<string> FilesOf(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Snapshots.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Snapshots.Root, folder), file));
}
