using Platform.Sandbox.Domain;
using Platform.ServiceDefaults.Documents;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;

namespace Platform.Sandbox.Features.Requests;

internal static class Answers
{
    /// <summary>The case as the caller sees it after its command.</summary>
    public static Answer<RequestView> ToView(this Result<Handled> result) =>
        result.Succeeded(out var handled, out var error) ? RequestView.Of(handled) : error;

    public static IReadOnlyList<Evidence> ToEvidence(this IReadOnlyList<DocumentReference> references) =>
        [.. references.Select(reference => new Evidence(reference.DocumentId, reference.Name, reference.Sha256))];
}
