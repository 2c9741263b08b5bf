using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Platform.Web;

/// <summary>The settings of a process: classes that are bound to a section and checked before the process starts.</summary>
public static class Settings
{
    /// <summary>
    /// Adds the settings of a section, with defaults in the class and limits in its attributes
    /// (<see cref="RangeAttribute"/>). With an unknown name or a value that cannot be used, the process does not
    /// start, and prints one line.
    /// </summary>
    /// <typeparam name="T">The settings.</typeparam>
    /// <param name="builder">The host.</param>
    /// <param name="section">The section, such as <c>Sandbox:Clocks</c>.</param>
    public static OptionsBuilder<T> AddSettings<T>(this IHostApplicationBuilder builder, string section)
        where T : class
    {
        builder.Services.AddSingleton<IValidateOptions<T>>(new AttributeValidator<T>(section));
        return builder.Services.AddOptions<T>().Configure(settings => Bind(builder.Configuration, section, settings)).ValidateOnStart();
    }

    /// <summary>
    /// Returns settings that are needed before the process starts. They are the defaults when the section is invalid, because the process
    /// then does not start.
    /// </summary>
    public static T GetSettings<T>(this IServiceProvider services)
        where T : class, new()
    {
        try
        {
            return services.GetRequiredService<IOptions<T>>().Value;
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidSettingException)
        {
            return new();
        }
    }

    /// <summary>Returns one line about the first invalid setting, or <see langword="null"/>.</summary>
    internal static string? Validate(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return null;
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures.First();
        }
        catch (AggregateException exception)
        {
            return exception.InnerExceptions.OfType<OptionsValidationException>().First().Failures.First();
        }
        catch (InvalidSettingException exception)
        {
            return exception.Message;
        }
    }

    private static void Bind<T>(IConfiguration configuration, string section, T settings)
        where T : class
    {
        try
        {
            configuration.GetSection(section).Bind(settings, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException exception)
        {
            var names = typeof(T).GetProperties().Where(setting => setting.CanWrite).Select(setting => setting.Name);
            throw new InvalidSettingException($"{section} cannot be read: {exception.Message} Known names: {string.Join(", ", names)}.");
        }
    }

    private sealed class AttributeValidator<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            FindError(section, options) is { } error ? ValidateOptionsResult.Fail(error) : ValidateOptionsResult.Success;

        private static string? FindError(string path, object settings)
        {
            var errors = new List<ValidationResult>();
            if (!Validator.TryValidateObject(settings, new ValidationContext(settings), errors, validateAllProperties: true))
            {
                return $"{path}:{string.Join(", ", errors[0].MemberNames)} cannot be used: {errors[0].ErrorMessage}";
            }

            return settings
                .GetType()
                .GetProperties()
                .Where(part => part.PropertyType.IsClass && part.PropertyType.Assembly == typeof(T).Assembly)
                .Select(part => part.GetValue(settings) is { } value ? FindError($"{path}:{part.Name}", value) : null)
                .FirstOrDefault(error => error is not null);
        }
    }
}
