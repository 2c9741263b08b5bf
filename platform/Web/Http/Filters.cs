using System.Reflection;
using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Web.Errors;

namespace Platform.Web.Http;

/// <summary>The checks of every endpoint before its handler runs.</summary>
internal static class Filters
{
    /// <summary>
    /// Adds the filters that an endpoint needs. Most endpoints that only read get none, because a filter wraps all arguments of every
    /// request.
    /// </summary>
    public static void AddTo(EndpointBuilder endpoint)
    {
        var methods = endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault()?.HttpMethods ?? [];
        if (methods.Any(method => HttpMethods.IsPut(method) || HttpMethods.IsPatch(method)))
        {
            endpoint.FilterFactories.Add((_, next) => context => RequireIfMatchAsync(context, next));
        }

        if (
            endpoint.Metadata.OfType<MethodInfo>().FirstOrDefault() is { } handler
            && ValidatorsFor(handler, endpoint.ApplicationServices) is { Length: > 0 } validators
        )
        {
            endpoint.FilterFactories.Add((_, next) => context => ValidateAsync(context, validators, next));
        }

        // An endpoint without declared methods may write.
        if (methods.Count == 0 || methods.Any(method => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method)))
        {
            endpoint.FilterFactories.Add((_, next) => context => Writes.FilterAsync(context, next));
        }
    }

    /// <summary>Requires PUT and PATCH to name the version that they change.</summary>
    private static async ValueTask<object?> RequireIfMatchAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        new IfMatch(context.HttpContext.Request.Headers.IfMatch).IsPresent
            ? await next(context)
            : Rendered.Of(Problems.Of(PlatformErrors.IfMatchMissing));

    private static (Type Type, int Index)[] ValidatorsFor(MethodInfo handler, IServiceProvider services)
    {
        var registrations = services.GetRequiredService<IServiceProviderIsService>();
        return
        [
            .. handler
                .GetParameters()
                .Select((parameter, index) => (type: typeof(IValidator<>).MakeGenericType(parameter.ParameterType), index))
                .Where(found => registrations.IsService(found.type)),
        ];
    }

    /// <summary>Runs the <see cref="IValidator{T}"/> of each argument.</summary>
    private static async ValueTask<object?> ValidateAsync(
        EndpointFilterInvocationContext context,
        (Type Type, int Index)[] validators,
        EndpointFilterDelegate next
    )
    {
        foreach (var (type, index) in validators)
        {
            // An optional body may be absent.
            if (context.Arguments[index] is not { } argument)
            {
                continue;
            }

            var nullItems = NullItems
                .PathsIn(argument)
                .ToDictionary(JsonPaths.Of, _ => new[] { Language.Localise("清單中不可有 null。", "A list must not hold null.") });
            if (nullItems.Count > 0)
            {
                return Rendered.Of(Problems.Of(PlatformErrors.Invalid, errors: nullItems));
            }

            // Validators are created with the first request, because they compile an expression for each rule.
            var validator = (IValidator)context.HttpContext.RequestServices.GetRequiredService(type);
            var result = await validator.ValidateAsync(new ValidationContext<object>(argument), context.HttpContext.RequestAborted);
            if (!result.IsValid)
            {
                return Rendered.Of(Problems.Of(PlatformErrors.Invalid, errors: ByPath(result.Errors)));
            }
        }

        return await next(context);
    }

    private static Dictionary<string, string[]> ByPath(IEnumerable<FluentValidation.Results.ValidationFailure> failures) =>
        failures
            .GroupBy(failure => JsonPaths.Of(failure.PropertyName), failure => failure.ErrorMessage)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray());
}

/// <summary>Builds paths into a JSON body.</summary>
public static class JsonPaths
{
    /// <summary>Returns the JSON path of a property path: <c>Provisions[0].Law</c> → <c>$.provisions[0].law</c>.</summary>
    public static string Of(string propertyPath) =>
        propertyPath.Length == 0 ? "$" : "$." + string.Join('.', propertyPath.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
