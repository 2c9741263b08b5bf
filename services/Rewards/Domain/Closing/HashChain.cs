using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.Rewards.Domain.Closing;

/// <summary>
/// A chain of SHA-256 hashes: each hash covers the previous one and a JSON array in a fixed form (no white space, numbers in decimal,
/// dates as <c>YYYY-MM-DD</c>). Any tool can recompute the last hash from the entries.
/// </summary>
internal sealed class HashChain
{
    private readonly ArrayBufferWriter<byte> buffer = new(512);
    private readonly byte[] link = new byte[SHA256.HashSizeInBytes];

    /// <summary>The last hash: 64 lower-case hexadecimal digits.</summary>
    public string Value => Convert.ToHexStringLower(link);

    /// <summary>Returns a copy that continues from here without changing this chain.</summary>
    public HashChain Branch()
    {
        var branch = new HashChain();
        link.CopyTo(branch.link, 0);
        return branch;
    }

    public HashChain Append(params ReadOnlySpan<object?> entry)
    {
        buffer.ResetWrittenCount();
        buffer.Write(link);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var value in entry)
            {
                Write(json, value);
            }

            json.WriteEndArray();
        }
        SHA256.HashData(buffer.WrittenSpan, link);
        return this;
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case Guid id:
                json.WriteStringValue(id);
                break;
            case DateOnly on:
                json.WriteStringValue(on.ToString("O", CultureInfo.InvariantCulture));
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            default:
                throw new ArgumentException($"No fixed form for {value.GetType().Name}.", nameof(value));
        }
    }
}
