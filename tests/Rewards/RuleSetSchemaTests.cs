using System.Net;
using System.Text.Json.Nodes;
using Platform.Harness;
using Platform.Rewards.Domain.Rules;

namespace Platform.Rewards.Tests;

public sealed class RuleSetSchemaTests(RewardsService rewards) : IClassFixture<RewardsService>
{
    private const string Committed = "docs/rewards-rules.schema.json";

    [Fact]
    public async Task The_schema_is_served_as_it_is_committed()
    {
        var served = (await rewards.Anonymous.Get($"{RewardsService.Api}/rules/schema")).Expect(HttpStatusCode.OK);

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", served["$schema"]!.GetValue<string>());
        Assert.Null(
            Snapshots.Difference(Committed, RuleSetSchema.Export().ToJsonString(new(RuleSetJson.Options) { WriteIndented = true }))
        );
        Assert.True(
            JsonNode.DeepEquals(
                RuleSetSchema.Export(),
                JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Snapshots.Root, Committed), TestContext.Current.CancellationToken))
            )
        );
    }

    [Fact]
    public void It_names_every_shape_and_every_member_that_a_rule_set_is_written_with()
    {
        var schema = RuleSetSchema.Export();
        var shapes = schema["properties"]!["social"]!["anyOf"]!.AsArray();

        Assert.Equal(
            RuleSetJson
                .Options.GetTypeInfo(typeof(AwardShape))
                .PolymorphismOptions!.DerivedTypes.Select(shape => (string)shape.TypeDiscriminator!)
                .Order(),
            shapes.Select(shape => shape!["properties"]!["shape"]!["const"]!.GetValue<string>()).Order()
        );
        foreach (var rules in Data.DefaultRuleSets.All)
        {
            var written = JsonNode.Parse(RuleSetJson.Write(rules))!.AsObject();
            Assert.Empty(written.Select(member => member.Key).Except(schema["properties"]!.AsObject().Select(member => member.Key)));
            var social = written["social"]!.AsObject();
            var shape = shapes.Single(found =>
                found!["properties"]!["shape"]!["const"]!.GetValue<string>() == social["shape"]!.GetValue<string>()
            )!;
            Assert.Empty(social.Select(member => member.Key).Except(shape["properties"]!.AsObject().Select(member => member.Key)));
        }
    }
}
