using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Http;

/// <summary>Which optional query values of a refused request cannot be read: request delegates that are made at build time refuse them without saying which.</summary>
internal static class UnreadableQuery
{
    public static Dictionary<string, string[]>? Of(HttpContext http)
    {
        var wrong = new Dictionary<string, string[]>();
        foreach (var parameter in http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            if (!parameter.HasTryParse || Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) is not { } type)
                continue;
            var name = parameter.ParameterInfo.GetCustomAttributes(typeof(FromQueryAttribute), inherit: true).OfType<FromQueryAttribute>().FirstOrDefault()?.Name ?? parameter.Name;
            if ((string?)http.Request.Query[name] is { Length: > 0 } text && !Reads(type, text))
                wrong[$"$.{name}"] = [Wanted(type)];
        }

        return wrong.Count == 0 ? null : wrong;
    }

    private static bool Reads(Type type, string text)
    {
        var exact = type.GetMethod("TryParse", [typeof(string), typeof(IFormatProvider), type.MakeByRefType()]);
        object?[] arguments = exact is null ? [text, null] : [text, CultureInfo.InvariantCulture, null];
        return (bool)(exact ?? type.GetMethod("TryParse", [typeof(string), type.MakeByRefType()])!).Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }

    private static string Wanted(Type type)
    {
        if (Word.EnumOf(type) is not { } named)
            return Problems.WrongForm;
        var words = string.Join(", ", Words.Of(named));
        return Language.Say($"應為其中之一：{words}。", $"It is one of: {words}.");
    }
}
