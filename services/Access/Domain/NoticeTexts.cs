using System.Text.Json;
using Platform.Contracts;

namespace Platform.Access.Domain;

/// <summary>What a notice says, by the type of its event.</summary>
internal static class NoticeTexts
{
    private static readonly Dictionary<string, Bilingual> Texts = Read();

    /// <summary>An event without a text of its own is named.</summary>
    public static (string Zh, string En) Of(string type) =>
        Texts.TryGetValue(type, out var text) ? (text.Zh!, text.En!) : ($"發生了 {type}。", $"{type} has happened.");

    private static Dictionary<string, Bilingual> Read()
    {
        using var file = typeof(NoticeTexts).Assembly.GetManifestResourceStream("notices.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Bilingual>>(file, JsonSerializerOptions.Web)!;
    }
}
