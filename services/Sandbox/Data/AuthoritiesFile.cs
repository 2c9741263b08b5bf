using System.Text.Json;
using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Data;

/// <summary>The built-in authorities: authorities.json.</summary>
internal static class AuthoritiesFile
{
    public static Authorities Read()
    {
        using var stream = typeof(AuthoritiesFile).Assembly.GetManifestResourceStream("authorities.json")
            ?? throw new InvalidOperationException("The list of authorities is missing from the assembly.");
        return new Authorities(JsonSerializer.Deserialize<Authority[]>(stream, JsonSerializerOptions.Web)!);
    }
}
