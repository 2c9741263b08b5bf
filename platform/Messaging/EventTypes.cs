using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Platform.Contracts;

namespace Platform.Messaging;

/// <summary>The events of <c>Platform.Contracts</c>: their types, public names and JSON options.</summary>
public static class EventTypes
{
    private static readonly FrozenDictionary<string, Type> ByName = typeof(EventTypeAttribute)
        .Assembly.GetExportedTypes()
        .Select(type => (type, name: type.GetCustomAttribute<EventTypeAttribute>()?.Name))
        .Where(found => found.name is not null)
        .ToFrozenDictionary(found => found.name!, found => found.type);

    private static readonly FrozenDictionary<Type, string> ByType = ByName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The JSON options of events: camelCase, unescaped Chinese, no null members.</summary>
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        };

    /// <summary>Every event type.</summary>
    public static IEnumerable<Type> All => ByName.Values;

    /// <summary>Returns the public name of an event type.</summary>
    /// <exception cref="ArgumentException">The type has no <see cref="EventTypeAttribute"/>.</exception>
    public static string NameOf(Type type) =>
        ByType.TryGetValue(type, out var name)
            ? name
            : throw new ArgumentException($"{type} is not an event: it has no [EventType].", nameof(type));

    /// <summary>Returns the type with this public name.</summary>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public static Type TypeOf(string name) =>
        ByName.TryGetValue(name, out var type) ? type : throw new ArgumentException($"No event is called {name}.", nameof(name));
}
