using System.Text.Json;

namespace Platform.Access.Domain;

/// <summary>A development account. Its password is its name. In production, people sign in with an identity provider.</summary>
internal sealed record Account(string Name, string Party, IReadOnlyList<string> Roles, string Email);

internal static class Accounts
{
    public static IReadOnlyList<Account> Development { get; } = Read();

    private static Account[] Read()
    {
        using var file = typeof(Accounts).Assembly.GetManifestResourceStream("accounts.json")!;
        return JsonSerializer.Deserialize<Account[]>(file, JsonSerializerOptions.Web)!;
    }
}
