using Platform.Sandbox.Domain;
using Platform.ServiceDefaults.Documents;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;

namespace Platform.Sandbox.Features.Requests;

internal static class Answers
{
    /// <summary>Returns the case as the caller sees it after the command.</summary>
    public static Answer<RequestView> ToView(this Result<Handled> result) =>
        result.Succeeded(out var handled, out var error) ? RequestView.Of(handled) : error;

    public static IReadOnlyList<Evidence> ToEvidence(this IReadOnlyList<DocumentReference> references) =>
        [.. references.Select(reference => new Evidence(reference.DocumentId, reference.Name, reference.Sha256))];
}
