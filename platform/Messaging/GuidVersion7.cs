namespace Platform.Messaging;

/// <summary>Reads UUIDs of version 7 (RFC 9562), whose first 48 bits are the instant of creation.</summary>
public static class GuidVersion7
{
    /// <summary>Returns the instant of creation, to the millisecond.</summary>
    public static DateTimeOffset CreatedAt(this Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = 0;
        foreach (var b in bytes[..6])
        {
            milliseconds = milliseconds << 8 | b;
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }
}
