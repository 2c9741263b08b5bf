using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Platform.Domain;
using Platform.Web.Errors;

namespace Platform.Web.Http;

/// <summary>
/// Finds the optional query values of a refused request that cannot be parsed: request delegates that are generated at build time do not
/// report which value they refuse.
/// </summary>
internal static class UnreadableQuery
{
    public static Dictionary<string, string[]>? Of(HttpContext http)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var parameter in http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            if (!parameter.HasTryParse || Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) is not { } type)
            {
                continue;
            }

            var name = parameter
                .ParameterInfo.GetCustomAttributes(typeof(FromQueryAttribute), inherit: true)
                .OfType<FromQueryAttribute>()
                .FirstOrDefault()
                ?.Name
                ?? parameter.Name;
            if ((string?)http.Request.Query[name] is { Length: > 0 } text && !CanParse(type, text))
            {
                errors[$"$.{name}"] = [Expected(type)];
            }
        }

        return errors.Count == 0 ? null : errors;
    }

    private static bool CanParse(Type type, string text)
    {
        var exact = type.GetMethod("TryParse", [typeof(string), typeof(IFormatProvider), type.MakeByRefType()]);
        object?[] arguments = exact is null ? [text, null] : [text, CultureInfo.InvariantCulture, null];
        return (bool)
            (exact ?? type.GetMethod("TryParse", [typeof(string), type.MakeByRefType()])!).Invoke(
                null,
                BindingFlags.DoNotWrapExceptions,
                null,
                arguments,
                null
            )!;
    }

    private static string Expected(Type type)
    {
        if (CamelCaseEnum.EnumOf(type) is not { } enumType)
        {
            return Problems.InvalidFormat;
        }

        var names = string.Join(", ", EnumNames.Of(enumType));
        return Language.Localise($"應為其中之一：{names}。", $"It is one of: {names}.");
    }
}
