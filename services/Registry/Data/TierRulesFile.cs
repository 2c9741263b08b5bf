using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Data;

/// <summary>The file of the tier rules: the built-in tier-rules.json, or another that is configured.</summary>
internal static class TierRulesFile
{
    public static TierRules Read(string? file)
    {
        if (file is not null)
        {
            return TierRules.Parse(File.ReadAllBytes(file));
        }

        using var builtIn = typeof(TierRulesFile).Assembly.GetManifestResourceStream("tier-rules.json")!;
        var bytes = new byte[builtIn.Length];
        builtIn.ReadExactly(bytes);
        return TierRules.Parse(bytes);
    }
}
