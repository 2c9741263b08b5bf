using FluentValidation;
using Platform.Documents;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>Adds what the NDC asked the applicant for; the file is then complete again.</summary>
internal static class SupplementRequest
{
    internal sealed record SupplementBody(string? Text, IReadOnlyList<DocumentReference>? Evidence);

    internal sealed class SupplementBodyValidator : AbstractValidator<SupplementBody>
    {
        public SupplementBodyValidator()
        {
            RuleFor(body => body.Text).Text(Texts.LongText);
            RuleFor(body => body.Evidence).Must(evidence => evidence is null || evidence.Count <= 100);
            RuleForEach(body => body.Evidence).NotNull().SetValidator(new DocumentReferenceValidator());
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/requests/{id:guid}/supplement", HandleAsync)
            .For(Roles.Organisation, Roles.NdcOfficer, Roles.AuthorityOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.applicant-only", "documents.unknown")
            .WithTags("Requests")
            .WithSummary("Add what was asked for");

    private static async Task<Answer<RequestView>> HandleAsync(
        Guid id,
        SupplementBody body,
        Command command,
        SandboxDbContext db,
        Caseload caseload
    )
    {
        if (
            !(await db.ResolveAsync(body.Evidence, command.Caller, "$.evidence", command.Aborted)).Succeeded(
                out var evidence,
                out var unknown
            )
        )
        {
            return unknown;
        }

        return await caseload.ChangeByApplicantAsync(id, command, (c, now) =>
            Receiving.Supplement(c, body.Text!, evidence.ToEvidence(), now)
        );
    }
}
