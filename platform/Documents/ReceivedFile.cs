using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Platform.Data;

namespace Platform.Documents;

/// <summary>
/// A file that was received completely, on disk, with its hash, before any transaction begins, because a slow sender must not block the
/// database. It is deleted when it is disposed.
/// </summary>
public sealed class ReceivedFile : IAsyncDisposable
{
    private readonly FileStream file;

    private ReceivedFile(FileStream file, string sha256) => (this.file, Sha256) = (file, sha256);

    /// <summary>The SHA-256 in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The size in bytes.</summary>
    public long Size => file.Length;

    /// <summary>Receives a stream; returns <see langword="null"/> when it is longer than <paramref name="maxSize"/>.</summary>
    public static async Task<ReceivedFile?> ReceiveAsync(Stream stream, long maxSize, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            64 * 1024,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[64 * 1024];
            for (int read; (read = await ReadAsync(stream, buffer, cancellationToken)) > 0; )
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                if (file.Length > maxSize)
                {
                    await file.DisposeAsync();
                    return null;
                }
            }

            return new(file, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns whether reading failed because of the sender: an incomplete form, or a line that is not a header.</summary>
    internal static bool IsSendersFault(Exception exception) =>
        exception is InvalidDataException or IOException and not BadHttpRequestException;

    private static async ValueTask<int> ReadAsync(Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (IsSendersFault(exception))
        {
            throw new BadHttpRequestException("The file is not there to its end.", exception);
        }
    }

    /// <summary>Stores the file as a document, in the open transaction.</summary>
    public async Task<Document> StoreAsync(
        ServiceDbContext db,
        string party,
        string name,
        string mediaType,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var document = new Document
        {
            Id = Guid.CreateVersion7(),
            Party = party,
            Name = name,
            MediaType = mediaType,
            Size = Size,
            Sha256 = Sha256,
            CreatedAt = at,
        };
        db.Add(document);
        await db.SaveChangesAsync(cancellationToken);
        file.Position = 0;
        for (var number = 0; file.Position < file.Length; number++)
        {
            var bytes = new byte[Math.Min(DocumentPart.Size, file.Length - file.Position)];
            await file.ReadExactlyAsync(bytes, cancellationToken);
            var part = db.Add(
                new DocumentPart
                {
                    DocumentId = document.Id,
                    Number = number,
                    Bytes = bytes,
                }
            );
            await db.SaveChangesAsync(cancellationToken);
            part.State = Microsoft.EntityFrameworkCore.EntityState.Detached;
        }

        return document;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => file.DisposeAsync();
}
