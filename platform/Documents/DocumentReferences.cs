using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Documents;

/// <summary>Validates one <see cref="DocumentReference"/>; use it with <c>RuleForEach(…).SetValidator(…)</c>.</summary>
public sealed class DocumentReferenceValidator : AbstractValidator<DocumentReference>
{
    /// <summary>Requires either an id, or a name and a hash.</summary>
    public DocumentReferenceValidator()
    {
        RuleFor(document => document)
            .Must(document =>
                document.DocumentId is not null
                    ? document is { Name: null, Sha256: null }
                    : document is { Name: not null, Sha256: not null }
            )
            .WithMessage(_ => Language.Localise("請填 documentId，或 name 與 sha256。", "Give either documentId, or name and sha256."));
        RuleFor(document => document.Name).NotEmpty().MaximumLength(255).When(document => document.Name is not null);
        RuleFor(document => document.Sha256).Matches("^[0-9a-fA-F]{64}$").When(document => document.Sha256 is not null);
    }
}

/// <summary>Resolves references for storage beside the resource that refers to them.</summary>
public static class DocumentReferences
{
    /// <summary>Returns the error for a reference to a document that the caller's party did not upload to this service.</summary>
    public static DomainError Unknown(string path) =>
        new(
            "documents.unknown",
            ErrorKind.Rule,
            "引用的文件不存在或不是您上傳的：請先以 POST …/documents 上傳。",
            "The document does not exist or is not yours: upload it with POST …/documents first."
        )
        {
            Path = path,
        };

    /// <summary>
    /// Returns the references with the name and hash of this service's documents; an error when a document is unknown or belongs to
    /// another party.
    /// </summary>
    public static async Task<Result<IReadOnlyList<DocumentReference>>> ResolveAsync(
        this ServiceDbContext db,
        IReadOnlyList<DocumentReference>? references,
        Caller caller,
        string path,
        CancellationToken cancellationToken
    )
    {
        if (references is null or [])
        {
            return Array.Empty<DocumentReference>();
        }

        var ids = references.Select(reference => reference.DocumentId).OfType<Guid>().ToArray();
        var documents =
            ids.Length == 0
                ? []
                : await db.Set<Document>()
                    .AsNoTracking()
                    .Where(document => ids.Contains(document.Id) && document.Party == caller.Party)
                    .ToDictionaryAsync(document => document.Id, cancellationToken);
        var resolved = new DocumentReference[references.Count];
        for (var i = 0; i < resolved.Length; i++)
        {
            if (references[i].DocumentId is not { } id)
            {
                resolved[i] = references[i] with { Sha256 = references[i].Sha256!.ToLowerInvariant() };
            }
            else if (documents.TryGetValue(id, out var document))
            {
                resolved[i] = new()
                {
                    DocumentId = id,
                    Name = document.Name,
                    Sha256 = document.Sha256,
                };
            }
            else
            {
                return Unknown($"{path}[{i}].documentId");
            }
        }

        return resolved;
    }
}
