using System.Buffers;

namespace Platform.Web.Http;

/// <summary>
/// A buffer with a pooled array. A new large array for each answer would be collected together with the oldest objects, which stops the
/// process for longer than the answer takes.
/// </summary>
internal sealed class PooledBytes : IBufferWriter<byte>, IDisposable
{
    private const int MinSize = 16 * 1024;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(MinSize);
    private int written;

    /// <summary>The written bytes; valid until the next write or until the buffer is disposed.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, written);

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var wanted = written + Math.Max(sizeHint, 1);
        if (wanted > bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(wanted, 2 * bytes.Length));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }

        return bytes.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        var lent = bytes;
        (bytes, written) = ([], 0);
        if (lent.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(lent);
        }
    }
}
