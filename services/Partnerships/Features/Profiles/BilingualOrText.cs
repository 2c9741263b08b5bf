using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Contracts;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>
/// Reads a bilingual text, or plain text in one language: Chinese when it contains Chinese characters, otherwise English.
/// </summary>
internal sealed class BilingualOrText : JsonConverter<Bilingual>
{
    public override Bilingual? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return ReadObject(ref reader, options);
        }

        var text = JsonSerializer.Deserialize<string>(ref reader, options)!;
        return text.Any(IsChinese) ? new Bilingual { Zh = text } : new Bilingual { En = text };
    }

    public override void Write(Utf8JsonWriter writer, Bilingual value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, options);

    private static Bilingual? ReadObject(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<Bilingual>(ref reader, options);
        }
        catch (JsonException fault)
        {
            // The path of this exception is relative to the text. Without it, the outer reader adds the path of the member.
            throw new JsonException(null, fault);
        }
    }

    // CJK Unified Ideographs, with extension A.
    private static bool IsChinese(char c) => c is >= '\u3400' and <= '\u9FFF';
}
