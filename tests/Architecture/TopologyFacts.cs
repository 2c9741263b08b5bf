using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

/// <summary>
/// What <c>AppHost/Program.cs</c> and <c>native/Topology.cs</c> say about the topology, read from their text, so that they can be compared also where Aspire
/// cannot be restored: names, references (by the variables that they become), waits, replicas and what is reachable from outside.
/// </summary>
internal static partial class TopologyFacts
{
    public static IReadOnlyList<string> OfAppHost(string text)
    {
        var facts = new List<string>();
        facts.AddRange(ServerCall().Matches(text).Select(server => $"server {server.Groups[1].Value}"));
        var service = Block(text, "return AddProgram<T>(name, composeCopies");
        var migration = Block(text, "var migration = AddProgram<T>(");
        foreach (Match call in ServiceCall().Matches(text))
        {
            var (name, database) = (call.Groups[1].Value, call.Groups[2].Value);
            facts.Add($"service {name}, its database {call.Groups[3].Value}");
            facts.AddRange(ReferencesIn(service, database).Concat(ReferencesIn(call.Groups[4].Value, database)).Select(variable => $"{name} is given {variable}"));
            facts.AddRange(WaitsIn(service).Select(awaited => awaited == "migration" ? $"{name} waits for its migration" : $"{name} waits for server {awaited}"));
            facts.AddRange(WaitsIn(migration).Select(awaited => $"{name}'s migration waits for server {(awaited == "database" ? "postgres" : awaited)}"));
            facts.AddRange(CopiesIn(service).Select(_ => $"{name} has replicas"));
            facts.AddRange(OutsideIn(service).Select(_ => $"{name} is reachable from outside"));
        }

        var gateway = Block(text, "AddProgram<Projects.Gateway>(\"gateway\")");
        facts.AddRange(ReferencesIn(gateway, "").Select(variable => $"gateway is given {variable}"));
        facts.AddRange(WaitsIn(gateway).Select(awaited => awaited == "cache" ? "gateway waits for server cache" : $"gateway waits for {awaited}"));
        facts.AddRange(CopiesIn(gateway).Select(_ => "gateway has replicas"));
        facts.AddRange(OutsideIn(gateway).Select(_ => "gateway is reachable from outside"));
        facts.AddRange(Setting().Matches(text).Select(setting => $"every process is given {setting.Groups[1].Value}"));
        return [.. facts.Order(StringComparer.Ordinal)];
    }

    public static IReadOnlyList<string> OfNative(string text)
    {
        var facts = new List<string>();
        var names = Quoted().Matches(Line(text, "ServiceNames =")).Select(name => name.Groups[1].Value).ToArray();
        var (one, gateway, shared, start) = (Block(text, "EnvironmentOf(string service) =>"), Block(text, "EnvironmentOfGateway()\n", "    }"), Block(text, " Shared()\n", "    }"), Block(text, "private async Task StartAllAsync", "    }"));
        // In this order: all of a step before any of the next.
        var serversFirst = text.IndexOf("ServerSet.StartAsync", StringComparison.Ordinal) < text.IndexOf(".StartAllAsync", StringComparison.Ordinal);
        var migrates = start.IndexOf("\"--migrate\"", StringComparison.Ordinal);
        var starts = start.IndexOf("services.Values.SelectMany", StringComparison.Ordinal);
        var opens = start.IndexOf("Gateways.Select", StringComparison.Ordinal);
        string[] servers = serversFirst ? ["postgres", "messaging", "cache"] : [];
        facts.AddRange(new[] { "postgres", "messaging", "cache" }.Where(server => text.Contains($"Servers.{Server(server)}.", StringComparison.Ordinal)).Select(server => $"server {server}"));
        foreach (var name in names)
        {
            if (start.Contains("CreateDatabaseAsync(service.Name", StringComparison.Ordinal))
                facts.Add($"service {name}, its database {name}");
            facts.AddRange(Variable().Matches(one).Select(variable => $"{name} is given {variable.Groups[1].Value.Replace("{service}", name, StringComparison.Ordinal)}"));
            // Access is made first and is not among its own references.
            if (name != names[0])
                facts.AddRange(Reference().Matches(shared).Select(reference => $"{name} is given services__{reference.Groups[1].Value}__http"));
            if (migrates >= 0 && migrates < starts)
                facts.Add($"{name} waits for its migration");
            facts.AddRange(servers.Where(server => server != "cache").Select(server => $"{name}'s migration waits for server {server}"));
            facts.AddRange(servers.Where(server => server != "postgres").Select(server => $"{name} waits for server {server}"));
            if (text.Contains("services[name] = [.. Enumerable.Range(1, replicas)", StringComparison.Ordinal))
                facts.Add($"{name} has replicas");
            if (Line(text, "services[name] =").Contains("publicUrl", StringComparison.Ordinal))
                facts.Add($"{name} is reachable from outside");
            if (gateway.Contains("foreach (var name in ServiceNames)\n            Reference(environment, name)", StringComparison.Ordinal))
                facts.Add($"gateway is given services__{name}__http");
            if (starts >= 0 && starts < opens)
                facts.Add($"gateway waits for {name}");
        }

        facts.AddRange(Variable().Matches(gateway).Select(variable => $"gateway is given {variable.Groups[1].Value}"));
        facts.AddRange(servers.Where(server => server == "cache").Select(server => $"gateway waits for server {server}"));
        if (text.Contains("Gateways = [.. Enumerable.Range(1, replicas)", StringComparison.Ordinal))
            facts.Add("gateway has replicas");
        if (Line(text, "        Gateways =").Contains("publicUrl", StringComparison.Ordinal))
            facts.Add("gateway is reachable from outside");
        // Platform__Sample and Platform__Drain are this host's own.
        facts.AddRange(Variable().Matches(shared).Select(variable => variable.Groups[1].Value).Where(variable => variable is not ("Platform__Sample" or "Platform__Drain"))
            .Select(variable => $"every process is given {variable}"));
        return [.. facts.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> ReferencesIn(string text, string database) => ReferenceCall().Matches(text).Select(reference => reference.Groups[1].Value switch
    {
        "database" => $"ConnectionStrings__{database}",
        "messaging" or "cache" => $"ConnectionStrings__{reference.Groups[1].Value}",
        var service => $"services__{service}__http",
    });

    private static IEnumerable<string> WaitsIn(string text) => WaitCall().Matches(text).Select(wait => wait.Groups[1].Value);

    private static IEnumerable<Match> CopiesIn(string text) => Regex.Matches(text, @"\.WithReplicas\(").AsEnumerable();

    private static IEnumerable<Match> OutsideIn(string text) => Regex.Matches(text, @"\.WithExternalHttpEndpoints\(").AsEnumerable();

    private static string Server(string name) => name switch { "postgres" => "Postgres", "messaging" => "RabbitMq", _ => "Redis" };

    /// <summary>From a mark to the end of its statement.</summary>
    private static string Block(string text, string mark, string end = ";")
    {
        var from = text.IndexOf(mark, StringComparison.Ordinal);
        if (from < 0)
            return "";
        var to = text.IndexOf("\n" + end, from, StringComparison.Ordinal);
        if (end == ";")
            to = text.IndexOf(";\n", from, StringComparison.Ordinal);
        return text[from..to];
    }

    private static string Line(string text, string mark) => text.Split('\n').FirstOrDefault(line => line.Contains(mark, StringComparison.Ordinal)) ?? "";

    [GeneratedRegex("builder\\.Add(?:Postgres|RabbitMQ|Redis)\\(\"([a-z]+)\"")]
    private static partial Regex ServerCall();

    [GeneratedRegex("AddService<Projects\\.[A-Za-z]+>\\(\"([a-z]+)\", postgres\\.AddDatabase\\(\"([a-z]+)\", \"([a-z]+)\"\\)\\)([^;]*);")]
    private static partial Regex ServiceCall();

    [GeneratedRegex("\\.WithReference\\(([a-z]+)\\)")]
    private static partial Regex ReferenceCall();

    [GeneratedRegex("\\.WaitFor(?:Completion)?\\(([a-z]+)\\)")]
    private static partial Regex WaitCall();

    [GeneratedRegex("\\.WithEnvironment\\(\"([A-Z][A-Za-z_]*__[A-Za-z]+|ASPNETCORE_[A-Z]+)\"")]
    private static partial Regex Setting();

    [GeneratedRegex("\\[\\$?\"([A-Za-z]+_[A-Za-z_{}]+)\"\\] =")]
    private static partial Regex Variable();

    [GeneratedRegex("Reference\\(environment, \"([a-z]+)\"\\)")]
    private static partial Regex Reference();

    [GeneratedRegex("\"([a-z]+)\"")]
    private static partial Regex Quoted();
}
