using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Http;

/// <summary>What every endpoint checks before its handler runs.</summary>
internal static class Filters
{
    /// <summary>PUT and PATCH name the version that they change.</summary>
    public static async ValueTask<object?> RequireIfMatchAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return (HttpMethods.IsPut(request.Method) || HttpMethods.IsPatch(request.Method)) && !new IfMatch(request.Headers.IfMatch).IsPresent
            ? Rendered.Of(Problems.Of(PlatformErrors.IfMatchMissing))
            : await next(context);
    }

    /// <summary>Runs the <see cref="IValidator{T}"/> of each argument that has one.</summary>
    public static EndpointFilterDelegate Validate(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        var known = factory.ApplicationServices.GetRequiredService<IServiceProviderIsService>();
        var validators = factory.MethodInfo.GetParameters()
            .Select((parameter, index) => (type: typeof(IValidator<>).MakeGenericType(parameter.ParameterType), index))
            .Where(found => known.IsService(found.type))
            .ToArray();
        if (validators.Length == 0)
            return next;
        return async context =>
        {
            foreach (var (type, index) in validators)
            {
                // An optional body that was not sent has nothing to check.
                if (context.Arguments[index] is not { } argument)
                    continue;
                var holes = Holes.In(argument).ToDictionary(JsonPaths.Of, _ => new[] { Language.Say("清單中不可有 null。", "A list must not hold null.") });
                if (holes.Count > 0)
                    return Rendered.Of(Problems.Of(PlatformErrors.Invalid, errors: holes));
                // Made with the first request: they compile an expression for each rule.
                var validator = (IValidator)context.HttpContext.RequestServices.GetRequiredService(type);
                var result = await validator.ValidateAsync(new ValidationContext<object>(argument), context.HttpContext.RequestAborted);
                if (!result.IsValid)
                    return Rendered.Of(Problems.Of(PlatformErrors.Invalid, errors: ByPath(result.Errors)));
            }

            return await next(context);
        };
    }

    private static Dictionary<string, string[]> ByPath(IEnumerable<FluentValidation.Results.ValidationFailure> failures) => failures
        .GroupBy(failure => JsonPaths.Of(failure.PropertyName), failure => failure.ErrorMessage)
        .ToDictionary(group => group.Key, group => group.Distinct().ToArray());
}

/// <summary>Paths into a JSON body.</summary>
public static class JsonPaths
{
    /// <summary><c>Provisions[0].Law</c> → <c>$.provisions[0].law</c>.</summary>
    public static string Of(string propertyPath) => propertyPath.Length == 0
        ? "$"
        : "$." + string.Join('.', propertyPath.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
