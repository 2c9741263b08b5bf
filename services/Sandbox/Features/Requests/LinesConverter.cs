using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Sandbox.Features.Requests;

/// <summary>Reads one line of text or an array of lines.</summary>
internal sealed class LinesConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? [JsonSerializer.Deserialize<string>(ref reader, options)!]
            : JsonSerializer.Deserialize<string[]>(ref reader, options);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToArray(), options);
}
