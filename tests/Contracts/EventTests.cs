using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Platform.Harness;
using Platform.Messaging;

namespace Platform.Contracts.Tests;

/// <summary>What has been published stays readable, and its shape changes only on purpose.</summary>
public sealed class EventTests
{
    private const string Samples = "tests/Contracts/samples";

    private static readonly JsonSerializerOptions Strict = new(EventTypes.Json)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static TheoryData<string> Events => [.. EventTypes.All.Select(EventTypes.NameOf).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Areas => [.. Contracts.Select(AreaOf).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<Type> Contracts =>
        typeof(EventTypeAttribute).Assembly.GetExportedTypes().Where(type => type != typeof(EventTypeAttribute));

    [Theory]
    [MemberData(nameof(Events))]
    public void A_sample_of_every_event_is_read_and_written_back_unchanged(string name)
    {
        var file = Path.Combine(Snapshots.Root, Samples, name + ".json");
        if (Snapshots.IsUpdate && !File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, SampleValues.Draft(EventTypes.TypeOf(name)).ToJsonString(Indented) + "\n");
        }

        Assert.True(
            File.Exists(file),
            $"{Samples}/{name}.json is missing: write what the event looks like on the wire (PLATFORM_UPDATE_SNAPSHOTS=1 drafts it)."
        );
        var sample = File.ReadAllText(file);
        Assert.Null(Broken(EventTypes.TypeOf(name), sample));
    }

    [Fact]
    public void Every_sample_is_of_an_event() =>
        Assert.Equal(
            Events.Select(row => row.Data).Order(StringComparer.Ordinal),
            Directory
                .GetFiles(Path.Combine(Snapshots.Root, Samples))
                .Select(Path.GetFileNameWithoutExtension)
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("""{ "organisationId": "0198c0de-0000-7000-8000-000000000001" }""", "missing")]
    [InlineData("""{ "organisationId": "0198c0de-0000-7000-8000-000000000001", "year": 2026, "months": 3 }""", "months")]
    [InlineData("""{ "organisationId": "0198c0de-0000-7000-8000-000000000001", "year": "MMXXVI" }""", "year")]
    [InlineData("""{ "organisationId": "0198C0DE-0000-7000-8000-000000000001", "year": 2026 }""", "differs")]
    public void A_sample_that_no_longer_fits_is_caught(string sample, string why) =>
        Assert.Contains(why, Broken(typeof(Registry.V1.ReportFiled), sample), StringComparison.Ordinal);

    [Fact]
    public void A_consumer_ignores_a_member_that_a_later_version_adds()
    {
        var read = JsonSerializer.Deserialize<Registry.V1.ReportFiled>(
            """{ "organisationId": "0198c0de-0000-7000-8000-000000000001", "year": 2026, "later": 1 }""",
            EventTypes.Json
        );
        Assert.Equal(2026, read!.Year);
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void The_shape_of_the_contracts_is_as_reviewed(string area)
    {
        var difference = Snapshots.Difference(
            $"tests/Contracts/shapes/{area}.txt",
            Shapes.Of(Contracts.Where(contract => AreaOf(contract) == area))
        );
        Assert.True(difference is null, difference);
    }

    [Fact]
    public void A_shape_names_members_types_and_what_is_required() =>
        Assert.Equal(
            """
            Platform.Contracts.Registry.V1.ReportFiled = registry.report-filed
              beneficiaries: Int64?
              jobs: Int64?
              organisationId: Guid, required
              year: Int32, required

            """.ReplaceLineEndings(),
            Shapes.Of([typeof(Registry.V1.ReportFiled)])
        );

    private static string? Broken(Type type, string sample)
    {
        try
        {
            var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(sample, type, Strict), type, Strict);
            return JsonNode.DeepEquals(JsonNode.Parse(sample), JsonNode.Parse(written)) ? null : $"differs: {written}";
        }
        catch (JsonException exception)
        {
            return exception.Message;
        }
    }

    private static string AreaOf(Type contract) =>
        contract.Namespace!.Split('.') is [_, _, var service, ..] ? service.ToLowerInvariant() : "shared";
}
