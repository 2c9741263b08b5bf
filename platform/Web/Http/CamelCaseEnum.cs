using System.Diagnostics.CodeAnalysis;
using Platform.Domain;

namespace Platform.Web.Http;

/// <summary>Recognises <see cref="CamelCaseEnum{T}"/> by its type.</summary>
internal static class CamelCaseEnum
{
    /// <summary>Returns the enum of a <see cref="CamelCaseEnum{T}"/> type, or <see langword="null"/> for any other type.</summary>
    public static Type? EnumOf(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsGenericType: true } generic
        && generic.GetGenericTypeDefinition() == typeof(CamelCaseEnum<>)
            ? generic.GetGenericArguments()[0]
            : null;
}

/// <summary>An enum value in a query string, in the form of the public API: <c>?status=fieldExperiment</c>.</summary>
/// <typeparam name="T">The enum.</typeparam>
/// <param name="Value">The value.</param>
public readonly record struct CamelCaseEnum<T>(T Value)
    where T : struct, Enum
{
    /// <summary>Parses the camelCase name; anything else, including a number, is refused.</summary>
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
