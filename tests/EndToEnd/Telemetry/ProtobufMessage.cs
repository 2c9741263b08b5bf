using System.Text;

namespace Platform.EndToEnd.Tests.Telemetry;

/// <summary>
/// The fields of a Protocol Buffers message by number, as the wire has them (encoding of proto3): enough to read OTLP without its
/// generated classes.
/// </summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ReadOnlyMemory<byte> Bytes)> fields = [];

    public ProtobufMessage(ReadOnlyMemory<byte> message)
    {
        for (var rest = message; rest.Length > 0; )
        {
            var tag = Varint(ref rest);
            var length = (tag & 7) switch
            {
                0 => VarintLength(rest),
                1 => 8,
                2 => (int)Varint(ref rest),
                5 => 4,
                var type => throw new InvalidDataException($"Wire type {type} is not one of proto3."),
            };
            fields.Add(((int)(tag >> 3), rest[..length]));
            rest = rest[length..];
        }
    }

    public IEnumerable<ProtobufMessage> Messages(int field) =>
        fields.Where(found => found.Field == field).Select(found => new ProtobufMessage(found.Bytes));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    private ReadOnlyMemory<byte> Bytes(int field) => fields.FirstOrDefault(found => found.Field == field).Bytes;

    private static int VarintLength(ReadOnlyMemory<byte> bytes) => bytes.Span.IndexOfAnyInRange((byte)0, (byte)127) + 1;

    private static ulong Varint(ref ReadOnlyMemory<byte> bytes)
    {
        ulong value = 0;
        var length = VarintLength(bytes);
        for (var i = length - 1; i >= 0; i--)
        {
            value = value << 7 | (uint)(bytes.Span[i] & 127);
        }

        bytes = bytes[length..];
        return value;
    }
}
