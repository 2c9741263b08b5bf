using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace Platform.Samples.Tests;

public sealed class OrganisationGeneratorTests
{
    private static readonly string[] Counties =
    [
        "臺北市",
        "新北市",
        "桃園市",
        "臺中市",
        "臺南市",
        "高雄市",
        "基隆市",
        "新竹市",
        "嘉義市",
        "新竹縣",
        "苗栗縣",
        "彰化縣",
        "南投縣",
        "雲林縣",
        "嘉義縣",
        "屏東縣",
        "宜蘭縣",
        "花蓮縣",
        "臺東縣",
        "澎湖縣",
        "金門縣",
        "連江縣",
    ];

    private static readonly string Committed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "organisations.csv"));

    private static readonly List<Organisation> Thousand = [.. OrganisationGenerator.Generate(1000)];

    [Theory]
    [InlineData("22099131", true)]
    [InlineData("04595257", true)]
    [InlineData("04595252", true)]
    [InlineData("10458574", true)]
    [InlineData("10458575", true)]
    [InlineData("10458570", true)]
    [InlineData("10458571", false)]
    [InlineData("10458576", false)]
    [InlineData("00501502", false)]
    [InlineData("00000000", false)]
    public void The_oracle_knows_the_published_examples(string ubn, bool valid) =>
        Assert.Equal(valid, UnifiedBusinessNumberOracle.IsValid(ubn));

    [Fact]
    public void The_committed_file_is_what_the_generator_writes()
    {
        using var writer = new StringWriter();
        OrganisationCsv.Write(writer, Thousand);

        Assert.Equal(Committed, writer.ToString());
    }

    [Fact]
    public void The_file_reads_back_column_by_column()
    {
        var rows = Read(Committed);

        Assert.Equal(1000, rows.Count);
        Assert.Equal(
            "ubn,otherRegister,otherValue,legalForm,nameZh,nameEn,missionZh,missionEn,charterClause,county,sdgs,stage,products,website,"
                + "contactName,contactEmail,contactPhone,foundedOn,registeredFrom",
            Committed.Split('\n')[0]
        );
        Assert.Equal(Thousand.Select(row => row.Ubn ?? ""), rows.Select(row => row["ubn"]));
        Assert.Equal(Thousand.Select(row => row.NameEn ?? ""), rows.Select(row => row["nameEn"]));
        Assert.Equal(Thousand.Select(row => row.MissionEn ?? ""), rows.Select(row => row["missionEn"]));
        Assert.Equal(
            Thousand.Select(row => row.RegisteredFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            rows.Select(row => row["registeredFrom"])
        );
        Assert.Contains(Thousand, row => row.MissionEn?.Contains(',', StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_field_with_a_quote_a_comma_or_a_line_break_reads_back()
    {
        var awkward = Thousand[0] with { NameZh = "「\"甲\"」,乙", MissionZh = "一行\n二行" };
        using var writer = new StringWriter();
        OrganisationCsv.Write(writer, [awkward]);
        var row = Assert.Single(Read(writer.ToString()));

        Assert.Equal(awkward.NameZh, row["nameZh"]);
        Assert.Equal(awkward.MissionZh, row["missionZh"]);
    }

    [Fact]
    public void All_22_counties_every_goal_form_and_stage_are_there()
    {
        Assert.Equal(22, Counties.Distinct().Count());
        Assert.Equal(Counties.Order(), Thousand.Select(row => row.County).Distinct().Order());
        Assert.Equal(Enumerable.Range(1, 17), Thousand.SelectMany(row => row.Sdgs).Distinct().Order());
        Assert.Equal(12, Thousand.Select(row => row.LegalForm).Distinct().Count());
        Assert.Equal(4, Thousand.Select(row => row.Stage).Distinct().Count());
        Assert.InRange(Thousand.Count(row => row.County == "臺北市"), 200, 300);
    }

    [Fact]
    public void Every_row_is_identified_and_some_associations_by_another_register()
    {
        Assert.All(Thousand, row => Assert.True(row.Ubn is null != row.OtherValue is null));
        Assert.All(Thousand, row => Assert.Equal(row.OtherRegister is null, row.OtherValue is null));
        var others = Thousand.Where(row => row.Ubn is null).ToList();
        Assert.InRange(others.Count, 20, 150);
        Assert.All(others, row => Assert.Equal("association", row.LegalForm));
        Assert.Equal(others.Count, others.Select(row => (row.OtherRegister, row.OtherValue)).Distinct().Count());
    }

    [Fact]
    public void Most_are_registered_between_2019_and_2025_and_all_after_their_founding()
    {
        Assert.InRange(Thousand.Count(row => row.RegisteredFrom.Year is >= 2019 and <= 2025), 900, 999);
        Assert.All(Thousand, row => Assert.True(row.FoundedOn < row.RegisteredFrom && row.RegisteredFrom.Year < 2026));
    }

    [Fact]
    public void Contacts_reach_nobody()
    {
        Assert.All(Thousand, row => Assert.EndsWith(".example", row.ContactEmail));
        Assert.All(Thousand, row => Assert.Matches(@"^(https://[a-z0-9-]+\.example)?$", row.Website ?? ""));
        Assert.All(Thousand, row => Assert.Matches(@"^(0\d{1,3}-00\d\d-\d{4})?$", row.ContactPhone ?? ""));
    }

    [Fact]
    public void A_million_have_valid_and_unique_numbers_the_first_thousand_are_the_committed_ones_and_it_is_fast()
    {
        var clock = Stopwatch.StartNew();
        var seen = new HashSet<string>(1_000_000);
        var index = 0;
        foreach (var row in OrganisationGenerator.Generate(1_000_000))
        {
            if (index < 1000)
            {
                Assert.Equal(Thousand[index].Ubn, row.Ubn);
                Assert.Equal(Thousand[index].NameZh, row.NameZh);
            }

            index++;
            if (row.Ubn is { } ubn && !(UnifiedBusinessNumberOracle.IsValid(ubn) && seen.Add(ubn)))
            {
                Assert.Fail($"{ubn} in row {index} is invalid or not unique");
            }
        }

        Assert.Equal(1_000_000, index);
        Assert.InRange(seen.Count, 900_000, 1_000_000);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"took {clock.Elapsed}");
    }

    [Fact]
    public void A_line_of_NDJSON_is_the_body_of_an_application_and_the_first_day()
    {
        using var stream = new MemoryStream();
        OrganisationNdjson.Write(stream, Thousand);
        var lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(1000, lines.Length);
        var first = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(Thousand[0].NameZh, first.GetProperty("name").GetProperty("zh").GetString());
        Assert.Equal(Thousand[0].ContactEmail, first.GetProperty("contact").GetProperty("email").GetString());
        Assert.Contains(Thousand[0].County, lines[0]);
        var other = Thousand.FindIndex(row => row.Ubn is null);
        var identifier = JsonDocument.Parse(lines[other]).RootElement.GetProperty("otherIdentifier");
        Assert.Equal(Thousand[other].OtherValue, identifier.GetProperty("value").GetString());
    }

    private static List<Dictionary<string, string>> Read(string text)
    {
        using var csv = CsvReader.FromText(text);
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(OrganisationCsv.Header.Split(',').ToDictionary(column => column, column => csv.GetString(column)));
        }

        return rows;
    }
}
