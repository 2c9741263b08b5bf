using Microsoft.EntityFrameworkCore;
using Platform.Data;

namespace Platform.Documents;

/// <summary>Reads a document's bytes part by part and forward only, with at most one part in memory.</summary>
public sealed class DocumentStream(ServiceDbContext db, Guid documentId) : Stream
{
    private ReadOnlyMemory<byte> part;
    private int next;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (part.IsEmpty)
        {
            var number = next++;
            part = await db.Set<DocumentPart>()
                .AsNoTracking()
                .Where(row => row.DocumentId == documentId && row.Number == number)
                .Select(row => row.Bytes)
                .SingleOrDefaultAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, part.Length);
        part[..count].CopyTo(buffer);
        part = part[count..];
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
