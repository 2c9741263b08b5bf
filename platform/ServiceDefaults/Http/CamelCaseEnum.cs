using System.Diagnostics.CodeAnalysis;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Http;

/// <summary>What is known of a <see cref="CamelCaseEnum{T}"/> by its type alone.</summary>
internal static class CamelCaseEnum
{
    /// <summary>The enum whose words a value of a type is one of; <see langword="null"/> for the type of anything else.</summary>
    public static Type? EnumOf(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsGenericType: true } generic
        && generic.GetGenericTypeDefinition() == typeof(CamelCaseEnum<>)
            ? generic.GetGenericArguments()[0]
            : null;
}

/// <summary>An enum value in a query string, written as the public API writes it: <c>?status=fieldExperiment</c>.</summary>
/// <typeparam name="T">The enum.</typeparam>
/// <param name="Value">The value.</param>
public readonly record struct CamelCaseEnum<T>(T Value)
    where T : struct, Enum
{
    /// <summary>Reads the camelCase word; anything else, numbers included, is refused.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CamelCaseEnum<T> result)
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (value.ToCamelCase() != text)
            {
                continue;
            }

            result = new(value);
            return true;
        }

        result = default;
        return false;
    }
}
