using Platform.Harness;

namespace Platform.Architecture.Tests;

/// <summary>The two descriptions of the topology, Aspire's and the native one, agree.</summary>
public sealed class TopologyTests
{
    private static readonly string AppHost = Read("AppHost", "Program.cs"), Native = Read("native", "Topology.cs");

    [Fact]
    public void The_AppHost_and_the_native_topology_say_the_same()
    {
        var facts = TopologyFacts.OfAppHost(AppHost);
        Assert.Equal(facts, TopologyFacts.OfNative(Native));
        Assert.Equal(facts.Distinct(), facts);
    }

    [Fact]
    public void Every_kind_of_fact_is_found()
    {
        var facts = TopologyFacts.OfAppHost(AppHost);
        foreach (var fact in new[]
        {
            "server postgres", "server messaging", "server cache", "service rewards, its database rewards", "rewards is given ConnectionStrings__rewardsdb", "rewards is given ConnectionStrings__messaging",
            "rewards is given ConnectionStrings__cache", "rewards is given services__access__http", "rewards waits for its migration", "rewards's migration waits for server postgres",
            "rewards waits for server messaging", "rewards has replicas", "gateway is given services__rewards__http", "gateway is given ConnectionStrings__cache", "gateway waits for rewards",
            "gateway has replicas", "gateway is reachable from outside", "every process is given Identity__Issuer", "every process is given ASPNETCORE_ENVIRONMENT",
        })
            Assert.Contains(fact, facts);
        Assert.Equal(5, facts.Count(fact => fact.StartsWith("service ", StringComparison.Ordinal)));
        Assert.DoesNotContain("access is given services__access__http", facts);
    }

    [Theory]
    [InlineData("    .WithReference(rewards)\n", "", "gateway is given services__rewards__http")]
    [InlineData("    .WaitFor(sandbox)\n", "", "gateway waits for sandbox")]
    [InlineData("    .WithExternalHttpEndpoints()\n", "", "gateway is reachable from outside")]
    [InlineData("AddService<Projects.Sandbox>(\"sandbox\"", "AddService<Projects.Sandbox>(\"lab\"", "service sandbox, its database sandbox")]
    [InlineData("AddDatabase(\"rewardsdb\", \"rewards\")", "AddDatabase(\"prizesdb\", \"rewards\")", "rewards is given ConnectionStrings__rewardsdb")]
    [InlineData("        .WithReference(cache)\n        .WaitForCompletion(migration)", "        .WaitForCompletion(migration)", "registry is given ConnectionStrings__cache")]
    [InlineData("        .WithReplicas(2)\n", "", "partnerships has replicas")]
    [InlineData("        .WaitForCompletion(migration)\n", "", "access waits for its migration")]
    [InlineData("AddRedis(\"cache\"", "AddRedis(\"memory\"", "server cache")]
    [InlineData("\"Identity__Issuer\"", "\"Identity__Authority\"", "every process is given Identity__Issuer")]
    public void A_planted_difference_in_the_AppHost_is_noticed(string text, string other, string missing)
    {
        Assert.Contains(text, AppHost, StringComparison.Ordinal);
        Assert.Contains(missing, TopologyFacts.OfNative(Native).Except(TopologyFacts.OfAppHost(AppHost.Replace(text, other, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("\"sandbox\", ", "", "service sandbox, its database sandbox")]
    [InlineData("ConnectionStrings__messaging", "ConnectionStrings__broker", "rewards is given ConnectionStrings__messaging")]
    [InlineData("Reference(environment, \"access\");", "", "rewards is given services__access__http")]
    [InlineData("number == 1 ? publicUrl : null", "null", "gateway is reachable from outside")]
    [InlineData("Gateways = [.. Enumerable.Range(1, replicas)", "Gateways = [.. Enumerable.Range(1, 1)", "gateway has replicas")]
    [InlineData("await service.RunOnceAsync(\"--migrate\", cancellationToken);", "", "rewards waits for its migration")]
    [InlineData("[\"Platform__Data\"]", "[\"Platform__Folder\"]", "every process is given Platform__Data")]
    public void A_planted_difference_in_the_native_topology_is_noticed(string text, string other, string missing)
    {
        Assert.Contains(text, Native, StringComparison.Ordinal);
        Assert.Contains(missing, TopologyFacts.OfAppHost(AppHost).Except(TopologyFacts.OfNative(Native.Replace(text, other, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_planted_second_service_of_one_name_is_noticed()
    {
        var facts = TopologyFacts.OfAppHost(AppHost.Replace("AddService<Projects.Sandbox>(\"sandbox\"", "AddService<Projects.Sandbox>(\"rewards\"", StringComparison.Ordinal));
        Assert.NotEqual(facts.Distinct(), facts);
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Snapshots.Root, .. path])).ReplaceLineEndings("\n");
}
