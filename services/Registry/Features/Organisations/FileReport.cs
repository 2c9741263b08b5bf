using FluentValidation;
using Platform.Documents;
using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Organisations;

/// <summary>
/// Files the public-interest report: one for each calendar year, on any day of the year. It may change the disclosure light.
/// </summary>
internal static class FileReport
{
    internal sealed record Request(
        int? Year,
        string? Summary,
        long? Beneficiaries,
        long? Jobs,
        IReadOnlyList<DocumentReference>? Documents
    );

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(body => body.Year).NotNull().InclusiveBetween(1900, 9999);
            RuleFor(body => body.Summary).Text(Texts.LongText);
            RuleFor(body => body.Beneficiaries).GreaterThanOrEqualTo(0);
            RuleFor(body => body.Jobs).GreaterThanOrEqualTo(0);
            RuleFor(body => body.Documents).Must(documents => documents is null || documents.Count <= 50);
            RuleForEach(body => body.Documents).SetValidator(new DocumentReferenceValidator());
        }
    }

    internal sealed record Response(Guid Id, Guid OrganisationId, int Year, Light Light);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/organisations/{id:guid}/reports", HandleAsync)
            .For(Roles.Organisation)
            .Creates()
            .Refuses("registry.report-exists", "registry.report-year-in-future", "documents.unknown")
            .WithTags("Organisations")
            .WithSummary("File the report of a calendar year");

    private static async Task<Answer<Response>> HandleAsync(
        Guid id,
        Request body,
        Command command,
        Organisations organisations,
        RegistryDbContext db
    )
    {
        var (reportId, filed) = (Guid.CreateVersion7(), new FiledReport(body.Year!.Value, body.Beneficiaries, body.Jobs));
        var changed = await organisations.ChangeByOwnerAsync(id, command, async (organisation, situation) =>
        {
            var decided = organisation.FileReport(filed, situation);
            if (decided.Error is not null)
            {
                return decided;
            }

            var resolved = await db.ResolveAsync(body.Documents, command.Caller, "$.documents", command.Aborted);
            if (!resolved.Succeeded(out var documents, out var unknown))
            {
                return unknown;
            }

            db.Add(
                new Report
                {
                    Id = reportId,
                    OrganisationId = id,
                    Year = filed.Year,
                    Summary = body.Summary!,
                    Beneficiaries = filed.Beneficiaries,
                    Jobs = filed.Jobs,
                    Documents = documents,
                    FiledAt = command.Now,
                }
            );
            return decided;
        });
        return changed.Succeeded(out var row, out var refused)
            ? Answer.At($"/api/registry/v1/organisations/{id}/reports/{reportId}", new Response(reportId, id, filed.Year, row.Light))
            : refused;
    }
}
