using System.Text.Json;
using Platform.Contracts;

namespace Platform.Access.Domain;

/// <summary>The text of a notice for each event type.</summary>
internal static class NoticeTexts
{
    private static readonly Dictionary<string, Bilingual> Texts = Read();

    /// <summary>Returns the text for an event type. A type without a text gets a sentence with its name.</summary>
    public static (string Zh, string En) Of(string type) =>
        Texts.TryGetValue(type, out var text) ? (text.Zh!, text.En!) : ($"發生了 {type}。", $"{type} has happened.");

    private static Dictionary<string, Bilingual> Read()
    {
        using var file = typeof(NoticeTexts).Assembly.GetManifestResourceStream("notices.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Bilingual>>(file, JsonSerializerOptions.Web)!;
    }
}
