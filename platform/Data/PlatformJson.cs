using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Platform.Data;

/// <summary>The JSON options of the public API.</summary>
public static class PlatformJson
{
    /// <summary>The options: camelCase, enums as camelCase strings, unknown and duplicate members refused, Chinese unescaped.</summary>
    public static JsonSerializerOptions Options { get; } = MakeReadOnly(Configure(new(JsonSerializerDefaults.Web)));

    /// <summary>
    /// The options for stored JSON: an earlier version of a service ignores members that a later version added, and duplicates are not
    /// searched for, because we wrote the JSON ourselves.
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

    /// <summary>Applies the options of the public API to other options.</summary>
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
    /// Makes the options read-only. <c>Results.Json</c> completes options that are still mutable; when two requests did so at the same
    /// time, one could fail because the other had already used them.
    /// </summary>
    private static JsonSerializerOptions MakeReadOnly(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Refuses the NUL character, which is valid in JSON but which PostgreSQL cannot store.</summary>
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
