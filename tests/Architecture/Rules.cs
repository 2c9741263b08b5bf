using System.Reflection;
using System.Xml.Linq;
using Microsoft.Extensions.Hosting;
using Platform.Contracts;
using Platform.Messaging;

namespace Platform.Architecture.Tests;

/// <summary>
/// The rules of the code. Each gives what it looked at, so that a rule that looks at nothing is noticed, and what breaks it.
/// </summary>
internal static class Rules
{
    private static readonly string[] SharedAssemblies =
    [
        "Platform.Contracts",
        "Platform.Messaging",
        "Platform.Domain",
        "Platform.Calendar",
        "Platform.Data",
        "Platform.Search",
        "Platform.Documents",
        "Platform.Web",
        "Platform.ServiceDefaults",
    ];

    private static readonly string[] Technology =
    [
        "Microsoft.EntityFrameworkCore",
        "Microsoft.Data",
        "Microsoft.AspNetCore",
        "Microsoft.Extensions",
        "MassTransit",
        "Npgsql",
        "Google.OrTools",
        "FluentValidation",
        "System.Threading",
        "System.Net.Http",
    ];

    /// <summary>What makes a result depend on more than its arguments: files, randomness, the machine, the request.</summary>
    private static readonly Type[] Surroundings =
    [
        typeof(File),
        typeof(Directory),
        typeof(FileStream),
        typeof(Random),
        typeof(System.Security.Cryptography.RandomNumberGenerator),
        typeof(Environment),
        typeof(System.Net.Dns),
        typeof(Platform.Web.Errors.Language),
    ];

    /// <summary>Members of the same kind whose types are harmless otherwise.</summary>
    private static readonly string[] HiddenInputs =
    [
        "Guid.NewGuid",
        "Guid.CreateVersion7",
        "CultureInfo.get_CurrentCulture",
        "CultureInfo.get_CurrentUICulture",
    ];

    private static readonly string[] Clocks = ["Now", "UtcNow", "Today", "System"];

    /// <summary>What was looked at, and what breaks the rule.</summary>
    public sealed record RuleResult(IReadOnlyList<string> Selected, IReadOnlyList<string> Violations);

    /// <summary>A service uses none of our assemblies but the shared ones.</summary>
    public static RuleResult ReferencesOnlyWhatIsShared(Assembly service) =>
        Over(
            service
                .GetReferencedAssemblies()
                .Select(reference => reference.Name!)
                .Where(name => name.StartsWith("Platform.", StringComparison.Ordinal)),
            name => name,
            name => SharedAssemblies.Contains(name) ? [] : [$"{service.GetName().Name} references {name}"]
        );

    /// <summary>Nor does its project name another.</summary>
    public static RuleResult NamesOnlySharedProjects(XElement project) =>
        Over(
            project.Descendants("ProjectReference").Select(reference => (string)reference.Attribute("Include")!),
            path => path,
            path =>
                SharedAssemblies.Contains("Platform." + Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
                    ? []
                    : [$"references {path}"]
        );

    /// <summary>The domain knows neither framework nor database nor bus, nor the layers above it.</summary>
    public static RuleResult DomainIsPure(IEnumerable<Type> types) => Over(types.Where(IsDomain), Name, type => Uses.TypesOf(type)
                // A long computation may be cancelled.
                .Where(used => (IsIn(used, Technology) && used != typeof(CancellationToken)) || IsLayerAbove(used, type))
                .Select(used => $"{Name(type)} uses {used.FullName}"));

    /// <summary>The domain is told what time it is.</summary>
    public static RuleResult DomainHasNoClock(IEnumerable<Type> types) =>
        Over(types.Where(IsDomain), Name, type =>
            Uses.MembersOf(type)
                .OfType<MethodInfo>()
                .Where(used =>
                    used.DeclaringType == typeof(DateTime)
                    || used.DeclaringType == typeof(DateTimeOffset)
                    || used.DeclaringType == typeof(TimeProvider)
                )
                .Where(used => Clocks.Contains(used.Name.Replace("get_", "", StringComparison.Ordinal)))
                .Select(used => $"{Name(type)} uses {used.DeclaringType!.Name}.{used.Name}")
        );

    /// <summary>A decision follows from its arguments alone: ids, randomness, files and the culture come from outside.</summary>
    public static RuleResult DomainIsDeterministic(IEnumerable<Type> types) =>
        Over(types.Where(IsDomain), Name, type => Uses.MembersOf(type)
                .Where(used => used.DeclaringType is not null)
                .Select(used => (Type: used.DeclaringType!, Name: $"{used.DeclaringType!.Name}.{used.Name}"))
                // The compiler reads the thread's number in every iterator.
                .Where(used => used.Name != "Environment.get_CurrentManagedThreadId")
                .Where(used => Surroundings.Contains(used.Type) || HiddenInputs.Contains(used.Name))
                .Select(used => $"{Name(type)} uses {used.Name}"));

    /// <summary>A use case stands alone: it uses no other one.</summary>
    public static RuleResult SlicesStandAlone(IEnumerable<Type> types)
    {
        var slices = types.Where(IsSlice).ToHashSet();
        return Over(slices, Name, slice =>
            Uses.TypesOf(slice)
                .Select(Outermost)
                .Where(used => used != slice && slices.Contains(used))
                .Distinct()
                .Select(used => $"{Name(slice)} uses {Name(used)}")
        );
    }

    /// <summary>The bus can be replaced: only Platform.Messaging knows it.</summary>
    public static RuleResult OnlyMessagingUsesTheBus(IEnumerable<Type> types) =>
        Over(types.Where(type => !type.IsNested), Name, type =>
            Uses.TypesOf(type).Where(used => IsIn(used, "MassTransit")).Take(1).Select(used => $"{Name(type)} uses {used.FullName}")
        );

    /// <summary>A handler with more than five parameters, besides the cancellation, does what belongs elsewhere.</summary>
    public static RuleResult HandlersHaveFewParameters(IEnumerable<Type> types) =>
        Over(
            types
                .Where(IsSlice)
                .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)),
            method => $"{Name(method.DeclaringType!)}.{method.Name}",
            method =>
                method.GetParameters().Count(parameter => parameter.ParameterType != typeof(CancellationToken)) is > 5 and var count
                    ? [$"{Name(method.DeclaringType!)}.{method.Name} has {count} parameters"]
                    : []
        );

    /// <summary>SQL is written in Data/ only.</summary>
    public static RuleResult SqlIsInData(IEnumerable<Type> types) =>
        Over(types.Where(type => !type.IsNested && type.Namespace?.Split('.') is ["Platform", _, "Features", ..]), Name, type =>
            Uses.MembersOf(type)
                .Where(used => used.DeclaringType?.Namespace == "Microsoft.EntityFrameworkCore")
                .Where(used =>
                    used.Name.Contains("Sql", StringComparison.Ordinal) && !used.Name.StartsWith("Is", StringComparison.Ordinal)
                )
                .Select(used => $"{Name(type)} uses {used.Name}")
        );

    /// <summary>Background work is a BackgroundLoop, which outlives what its work throws; any other would end the process.</summary>
    public static RuleResult BackgroundWorkIsALoop(IEnumerable<Type> types) =>
        Over(types.Where(type => type.IsAssignableTo(typeof(BackgroundService)) && !type.IsAbstract), Name, type =>
            type.IsAssignableTo(typeof(BackgroundLoop)) ? [] : [$"{Name(type)} has a loop of its own"]
        );

    /// <summary>
    /// A contract is a sealed record of values; each is an event with a public name, or part of one. Events about the same aggregate may
    /// share an abstract record.
    /// </summary>
    public static RuleResult ContractsAreEventsOrPartsOfOne(IEnumerable<Type> types)
    {
        var contracts = types
            .Where(type => type is { IsClass: true } && type.Namespace!.EndsWith(".V1", StringComparison.Ordinal) && !type.IsNested)
            .Where(type => !type.IsAbstract || type.GetMethod("<Clone>$") is null)
            .ToArray();
        var parts = contracts
            .SelectMany(contract => contract.GetProperties())
            .SelectMany(member => Values(member.PropertyType))
            .ToHashSet();
        return Over(contracts, Name, contract => Breaches(contract, parts).Select(breach => $"{Name(contract)} {breach}"));
    }

    private static IEnumerable<string> Breaches(Type contract, HashSet<Type> parts)
    {
        if (!contract.IsSealed || contract.GetMethod("<Clone>$") is null)
        {
            yield return "is not a sealed record";
        }

        if (contract.BaseType is { } parent && parent != typeof(object) && !(parent.IsAbstract && parent.Namespace == contract.Namespace))
        {
            yield return $"derives {parent}";
        }

        foreach (var member in contract.GetProperties())
        {
            if (
                member.SetMethod is not { } set
                || !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
            )
            {
                yield return $"has {member.Name}, which is not init-only";
            }

            foreach (var value in Values(member.PropertyType))
            {
                if (value.IsEnum || value.Namespace != "System" && value.Assembly != contract.Assembly)
                {
                    yield return $"has {member.Name} of {value}";
                }
            }
        }

        var service = contract.Namespace!.Split('.')[^2].ToLowerInvariant();
        if (contract.GetCustomAttribute<EventTypeAttribute>() is not { Name: var name })
        {
            if (!parts.Contains(contract))
            {
                yield return "has no [EventType] and is part of no event";
            }
        }
        else if (!System.Text.RegularExpressions.Regex.IsMatch(name, $"^{service}\\.[a-z]+(-[a-z]+)*$"))
        {
            yield return $"is called {name}, which is not {service}.what-happened";
        }
    }

    private static IEnumerable<Type> Values(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? [value]
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Values)
        : [type];

    private static RuleResult Over<T>(IEnumerable<T> selection, Func<T, string> name, Func<T, IEnumerable<string>> violations)
    {
        var selected = selection.ToArray();
        return new([.. selected.Select(name)], [.. selected.SelectMany(violations).Distinct()]);
    }

    private static bool IsDomain(Type type) => !type.IsNested && type.Namespace?.Split('.') is ["Platform", _, "Domain", ..];

    private static bool IsSlice(Type type) =>
        !type.IsNested
        && type.Namespace?.Split('.') is ["Platform", _, "Features", ..]
        && type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Any(method => method.Name == "Map");

    private static bool IsLayerAbove(Type used, Type type) =>
        used.Namespace?.Split('.') is ["Platform", var service, "Data" or "Features", ..] && service == type.Namespace!.Split('.')[1];

    private static bool IsIn(Type type, params string[] namespaces) =>
        namespaces.Any(prefix => type.Namespace == prefix || type.Namespace?.StartsWith(prefix + ".", StringComparison.Ordinal) == true);

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string Name(Type type) => type.FullName!;
}
