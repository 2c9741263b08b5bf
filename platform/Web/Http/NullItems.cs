using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Platform.Web.Http;

/// <summary>
/// Finds <c>null</c> items in the lists of a request. They are valid JSON, and the serializer accepts them whatever the type of the list
/// is.
/// </summary>
internal static class NullItems
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();

    /// <summary>Returns the property path of each <c>null</c> item.</summary>
    public static IEnumerable<string> PathsIn(object? value, string path = "") =>
        value switch
        {
            null or string => [],
            IEnumerable list => list.Cast<object?>()
                .SelectMany((item, index) => item is null ? [$"{path}[{index}]"] : PathsIn(item, $"{path}[{index}]")),
            _ => MembersOf(value.GetType())
                .SelectMany(member => PathsIn(member.GetValue(value), path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        };

    private static PropertyInfo[] MembersOf(Type type) =>
        Members.GetOrAdd(type, static key =>
            key.Namespace?.StartsWith("Platform.", StringComparison.Ordinal) == true && !key.IsValueType
                ?
                [
                    .. key.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                        .Where(member => member.CanWrite && member.GetIndexParameters().Length == 0),
                ]
                : []
        );
}
