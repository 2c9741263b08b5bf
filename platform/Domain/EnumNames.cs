using System.Text.Json;

namespace Platform.Domain;

/// <summary>The names of enum values in the public API, the events and the database.</summary>
public static class EnumNames
{
    /// <summary>Returns the name in camel case: <c>FieldExperiment</c> → <c>fieldExperiment</c>.</summary>
    public static string ToCamelCase<T>(this T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Returns the names of all values of an enum.</summary>
    public static IEnumerable<string> Of(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);
}
