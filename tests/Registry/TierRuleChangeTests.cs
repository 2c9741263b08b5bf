using System.Net;
using Platform.Contracts.Registry.V1;
using Platform.Harness;
using static Platform.Registry.Tests.Registrations;

namespace Platform.Registry.Tests;

/// <summary>The rules for tiers are a file of the operator.</summary>
public sealed class TierRuleChangeTests : IAsyncLifetime
{
    private readonly string file = Path.GetTempFileName();
    private readonly RuledService registry;

    public TierRuleChangeTests()
    {
        registry = new(file);
        Write("2026-1", "seed", atLeast: 1);
    }

    public ValueTask InitializeAsync() => registry.InitializeAsync();

    [Fact]
    public async Task Other_rules_judge_everyone_again_and_the_tier_says_which_gave_it()
    {
        var id = await registry.RegisterAsync(Accounts.Org1);
        (
            await registry
                .As(Accounts.Org1)
                .Post(
                    $"{Organisations}/{id}/reports",
                    new
                    {
                        year = registry.Today().Year,
                        summary = "x",
                        jobs = 12,
                    }
                )
        ).Expect(HttpStatusCode.Created);
        Assert.Equal(("seed", "2026-1"), await TierAsync(id));

        Write("2026-2", "tree", atLeast: 12);
        await registry.RestartAsync();
        await Eventually.TrueAsync(async () => await TierAsync(id) == ("tree", "2026-2"), "the other rules have judged");
        Assert.Equal(
            "tree",
            (
                await registry.PublishedAsync<OrganisationTierChanged>(content =>
                    content.Organisation.OrganisationId == id && content.Organisation.Tier != "seed"
                )
            )
                .Organisation
                .Tier
        );

        Write("2026-3", "tree", atLeast: 13);
        await registry.RestartAsync();
        await Eventually.TrueAsync(async () => await TierAsync(id) == (null, "2026-3"), "the stricter rules have judged");
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        File.Delete(file);
    }

    private void Write(string version, string tier, int atLeast) =>
        File.WriteAllText(
            file,
            $$"""[{"version":"{{version}}","effectiveFrom":"2020-01-01","tiers":[{"tier":"{{tier}}","name":{"en":"{{tier}}"},"criteria":[{"measure":"jobs","atLeast":{{atLeast}}}]}]}]"""
        );

    private async Task<(string? Tier, string Version)> TierAsync(Guid id)
    {
        var read = await registry.Anonymous.Get($"{Organisations}/{id}");
        return (read["tier"]?.GetValue<string>(), read["tierEvidence"]!["ruleVersion"]!.GetValue<string>());
    }

    private sealed class RuledService(string file) : RegistryService
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Registry:TierRules", file)];
    }
}
