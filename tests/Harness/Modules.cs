using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Platform.Harness;

/// <summary>
/// The services, found by convention: <c>services/X</c> is the assembly <c>Platform.X</c> with <c>XModule.AddX</c> and
/// <c>XModule.MapX</c>.
/// </summary>
public static class Modules
{
    /// <summary>The names of the folders under <c>services/</c>.</summary>
    public static IReadOnlyList<string> Services { get; } =
    [
        .. Directory
            .GetDirectories(Path.Combine(Snapshots.Root, "services"))
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Returns the assembly of a service; the test project must reference it.</summary>
    public static Assembly AssemblyOf(string service) => Assembly.Load($"Platform.{service}");

    /// <summary>Returns the functions that add and map a service or the gateway.</summary>
    public static Module Of(string service)
    {
        var module = AssemblyOf(service).GetType($"Platform.{service}.{service}Module", throwOnError: true)!;
        var add = module.GetMethod($"Add{service}", [typeof(IHostApplicationBuilder)])!.CreateDelegate<Action<IHostApplicationBuilder>>();
        var map = module.GetMethod($"Map{service}", [typeof(WebApplication)])!.CreateDelegate<Action<WebApplication>>();
        return new(service.ToLowerInvariant(), builder => add(builder), map);
    }
}
