using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>Adds, renames or retires a term of the vocabulary. Its code never changes, so existing profiles stay readable.</summary>
internal static class EditTerm
{
    private const int MaxSynonyms = 60;

    internal sealed record TermBody(Bilingual? Name, IReadOnlyList<string>? Synonyms, bool? Retired);

    internal sealed record VersionedTermView(
        TermKind Kind,
        string Code,
        long Version,
        Bilingual Name,
        IReadOnlyList<string> Synonyms,
        bool Retired
    ) : IVersionedView;

    internal sealed class Validator : AbstractValidator<TermBody>
    {
        public Validator()
        {
            RuleFor(body => body.Name).NotNull();
            RuleFor(body => body.Name!.Zh).Text(100).When(body => body.Name is not null);
            RuleFor(body => body.Name!.En).Text(100).When(body => body.Name is not null);
            RuleFor(body => body.Synonyms).Must(synonyms => synonyms is null || synonyms.Count <= MaxSynonyms);
            RuleForEach(body => body.Synonyms).Text(100);
        }
    }

    public static void Map(RouteGroupBuilder api)
    {
        var terms = api.MapGroup("/vocabulary/{kind}/{code}").WithTags("Profiles");
        terms.MapGet("", GetAsync).ForAnyone().WithSummary("One term of tags, sectors or intents, retired or not");
        terms
            .MapPut("", ReplaceAsync)
            .For(Roles.PartnershipManager, Roles.PlatformAdmin)
            .Refuses("partnerships.term-code-invalid", "partnerships.term-taken", "partnerships.intents-fixed")
            .WithSummary("Add, change or retire a term; If-Match is its ETag, or * for a new one");
    }

    private static async Task<Answer<VersionedTermView>> GetAsync(
        CamelCaseEnum<TermKind> kind,
        string code,
        EditedLists lists,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (
            (await lists.VocabularyAsync(db, cancellationToken)).Of(kind.Value).Terms.FirstOrDefault(candidate => candidate.Code == code)
            is not { } term
        )
        {
            return PlatformErrors.NotFound;
        }

        var version = await db
            .Terms.Where(edited => edited.Kind == kind.Value && edited.Code == code)
            .Select(edited => edited.Version)
            .SingleOrDefaultAsync(cancellationToken);
        return ToView(kind.Value, term, version);
    }

    private static async Task<Answer<VersionedTermView>> ReplaceAsync(
        CamelCaseEnum<TermKind> kind,
        string code,
        TermBody body,
        Command command,
        Terms terms
    )
    {
        var term = new Term(
            code,
            body.Name!.Zh!.Trim(),
            body.Name.En!.Trim(),
            [.. (body.Synonyms ?? []).Select(synonym => synonym.Trim()).Distinct()]
        )
        {
            Retired = body.Retired == true,
        };
        return (await terms.ReplaceAsync(kind.Value, term, command)).Map(edited => ToView(edited.Kind, edited.Term, edited.Version));
    }

    private static VersionedTermView ToView(TermKind kind, Term term, long version) =>
        new(kind, term.Code, version, term.Name, term.Synonyms, term.Retired);
}
