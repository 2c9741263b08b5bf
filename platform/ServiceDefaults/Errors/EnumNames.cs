using System.Text.Json;

namespace Platform.ServiceDefaults.Errors;

/// <summary>Enum values as the words that the public API, the events and the database use.</summary>
public static class EnumNames
{
    /// <summary><c>FieldExperiment</c> → <c>fieldExperiment</c>.</summary>
    public static string ToCamelCase<T>(this T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>All words of an enum.</summary>
    public static IEnumerable<string> Of(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);
}
