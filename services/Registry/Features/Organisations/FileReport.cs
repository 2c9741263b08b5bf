using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Organisations;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Documents;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

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
        Caller caller,
        RegistryDbContext db,
        Recalculation recalculation,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (now, today, year) = (clock.GetUtcNow(), TaipeiTime.Today(clock), body.Year!.Value);
        if (
            await db
                .Organisations.Include(found => found.StatusPoints)
                .SingleOrDefaultAsync(found => found.Id == id && found.OwnerParty == caller.Party, cancellationToken)
            is not { } organisation
        )
        {
            return PlatformErrors.NotFound;
        }

        if (year > today.Year)
        {
            return RegistryErrors.ReportYearInFuture(year);
        }

        if (
            !(await db.ResolveAsync(body.Documents, caller, "$.documents", cancellationToken)).Succeeded(
                out var documents,
                out var unknown
            )
        )
        {
            return unknown;
        }

        var report = new Report
        {
            Id = Guid.CreateVersion7(),
            OrganisationId = id,
            Year = year,
            Summary = body.Summary!,
            Beneficiaries = body.Beneficiaries,
            Jobs = body.Jobs,
            Documents = documents,
            FiledAt = now,
        };
        db.Add(report);
        db.Record(id, caller, Roles.Organisation, "report-filed", null, now);
        db.Publish(
            organisation,
            new ReportFiled
            {
                OrganisationId = id,
                Year = year,
                Beneficiaries = body.Beneficiaries,
                Jobs = body.Jobs,
            },
            Audience.Public,
            now
        );
        await recalculation.RecalculateAsync(organisation, cancellationToken);
        if (await db.SaveUniqueAsync(RegistryErrors.ReportExists(year), cancellationToken) is { } duplicate)
        {
            return duplicate;
        }

        return Answer.At(
            $"/api/registry/v1/organisations/{id}/reports/{report.Id}",
            new Response(report.Id, id, year, organisation.Light)
        );
    }
}
