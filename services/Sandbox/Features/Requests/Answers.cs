using Platform.Sandbox.Domain;
using Platform.Web.Http;

namespace Platform.Sandbox.Features.Requests;

internal static class Answers
{
    public static IReadOnlyList<Evidence> ToEvidence(this IReadOnlyList<DocumentReference> references) =>
        [.. references.Select(reference => new Evidence(reference.DocumentId, reference.Name, reference.Sha256))];
}
