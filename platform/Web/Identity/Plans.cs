using Microsoft.Extensions.Configuration;

namespace Platform.Web.Identity;

/// <summary>
/// The number of requests per minute that an app may make, by its plan: <c>RateLimit:Plans:{name}</c>; for the plan <see
/// cref="Standard"/> it is <c>RateLimit:PerMinute</c>.
/// </summary>
/// <param name="configuration">The settings. Access, which assigns plans, and the gateways, which enforce them, must have the
/// same.</param>
public sealed class Plans(IConfiguration configuration)
{
    /// <summary>The plan of callers without another plan: people, and callers without a token.</summary>
    public const string Standard = "standard";

    private readonly Dictionary<string, int> perMinute = Read(configuration);

    /// <summary>The names of all plans.</summary>
    public IReadOnlyCollection<string> Names => perMinute.Keys;

    /// <summary>Returns the plan that a token names, or the standard plan: its name and its requests per minute.</summary>
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
