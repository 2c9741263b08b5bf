using Microsoft.Extensions.Configuration;

namespace Platform.ServiceDefaults.Identity;

/// <summary>
/// How many requests a minute an app may make, by its plan: <c>RateLimit:Plans:{name}</c>; that of <see cref="Standard"/> is
/// <c>RateLimit:PerMinute</c>.
/// </summary>
/// <param name="configuration">The same for Access, which gives plans to apps, and the gateways, which keep to them.</param>
public sealed class Plans(IConfiguration configuration)
{
    /// <summary>The plan of whoever has no other: people, and callers without a token.</summary>
    public const string Standard = "standard";

    private readonly Dictionary<string, int> perMinute = Read(configuration);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<string> Names => perMinute.Keys;

    /// <summary>The plan that a token names, or the standard one: its name, and the requests a minute.</summary>
    public (string Name, int PerMinute) Of(string? name) =>
        name is not null && perMinute.TryGetValue(name, out var limit) ? (name, limit) : (Standard, perMinute[Standard]);

    private static Dictionary<string, int> Read(IConfiguration configuration)
    {
        var standard = configuration.GetValue("RateLimit:PerMinute", 60_000);
        var plans = new Dictionary<string, int>
        {
            [Standard] = standard,
            ["trial"] = Math.Max(1, standard / 100),
            ["bulk"] = 10 * standard,
        };
        foreach (var plan in configuration.GetSection("RateLimit:Plans").GetChildren())
        {
            plans[plan.Key] = plan.Get<int>();
        }

        return plans;
    }
}
