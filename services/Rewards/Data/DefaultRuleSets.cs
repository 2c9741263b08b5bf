using System.Reflection;
using Platform.Rewards.Domain.Rules;

namespace Platform.Rewards.Data;

/// <summary>The built-in rule sets (<c>Data/Rules/*.json</c>). They apply until the database has a rule set for the year.</summary>
internal static class DefaultRuleSets
{
    public static IReadOnlyList<RuleSet> All { get; } = [.. Read().OrderBy(rules => rules.Year)];

    private static IEnumerable<RuleSet> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Rules/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return RuleSetJson.Read(reader.ReadToEnd());
        }
    }
}
