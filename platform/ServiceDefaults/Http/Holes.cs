using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Platform.ServiceDefaults.Http;

/// <summary>Finds <c>null</c> inside the lists of a request: valid JSON, which the serializer takes whatever the list's type says.</summary>
internal static class Holes
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();

    /// <summary>The property path of each.</summary>
    public static IEnumerable<string> In(object? value, string path = "") => value switch
    {
        null or string => [],
        IEnumerable list => list.Cast<object?>().SelectMany((item, index) => item is null ? [$"{path}[{index}]"] : In(item, $"{path}[{index}]")),
        _ => MembersOf(value.GetType()).SelectMany(member => In(member.GetValue(value), path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
    };

    private static PropertyInfo[] MembersOf(Type type) => Members.GetOrAdd(type, static known =>
        known.Namespace?.StartsWith("Platform.", StringComparison.Ordinal) == true && !known.IsValueType
            ? [.. known.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(member => member.CanWrite && member.GetIndexParameters().Length == 0)]
            : []);
}
