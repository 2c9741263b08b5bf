using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Platform.ServiceDefaults.Http;

/// <summary>How the public API reads and writes JSON.</summary>
public static class PlatformJson
{
    /// <summary>camelCase, enums as camelCase strings, unknown and duplicate members refused, Chinese unescaped.</summary>
    public static JsonSerializerOptions Options { get; } = MakeReadOnly(Configure(new(JsonSerializerDefaults.Web)));

    /// <summary>
    /// The same for what we keep ourselves: a member that a later version added is not refused by an earlier one, and what we wrote is not
    /// searched for duplicates.
    /// </summary>
    public static JsonSerializerOptions Stored { get; } =
        MakeReadOnly(
            new(Options)
            {
                UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                AllowDuplicateProperties = true,
            }
        );

    /// <summary>Applies the same to other options.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.MaxDepth = 32;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new TextConverter());
        return options;
    }

    /// <summary>
    /// Not to be changed any more. <c>Results.Json</c> completes options that still can be: of two first answers at once one could find
    /// that the other had used them,
    /// and fail.
    /// </summary>
    private static JsonSerializerOptions MakeReadOnly(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>A NUL character is valid JSON but no text that PostgreSQL can keep.</summary>
    private sealed class TextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is not JsonTokenType.String)
            {
                throw new JsonException();
            }

            var text = reader.GetString();
            return text?.Contains('\0') == true ? throw new JsonException("NUL in a text.") : text;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString()!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value);
    }
}
