using FluentValidation;
using Platform.Contracts;
using Platform.Partnerships.Domain.Programmes;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Programmes;

/// <summary>Adds a programme, or replaces one with its calendar. Only managers may do so.</summary>
internal static class EditProgramme
{
    private const int MaxDates = 200,
        MaxSynonyms = 30;

    internal sealed record ProgrammeBody(
        ProgrammeKind? Kind,
        Bilingual? Name,
        IReadOnlyList<string>? Synonyms,
        IReadOnlyList<DateBody>? Calendar,
        bool? Retired
    );

    internal sealed record DateBody(DateOnly? From, DateOnly? Until, Bilingual? What);

    internal sealed class Validator : AbstractValidator<ProgrammeBody>
    {
        public Validator()
        {
            RuleFor(body => body.Kind).NotNull();
            RuleFor(body => body.Name).Bilingual(Texts.ShortText);
            RuleFor(body => body.Synonyms).Must(synonyms => synonyms is null || synonyms.Count <= MaxSynonyms);
            RuleForEach(body => body.Synonyms).Text(Texts.ShortText);
            RuleFor(body => body.Calendar).Must(dates => dates is null || dates.Count <= MaxDates);
            RuleForEach(body => body.Calendar)
                .NotNull()
                .ChildRules(date =>
                {
                    date.RuleFor(body => body.From).NotNull();
                    date.RuleFor(body => body.What).Bilingual(Texts.ShortText);
                });
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/programmes/{code}", HandleAsync)
            .For(Roles.PartnershipManager)
            .Refuses("partnerships.term-code-invalid", "partnerships.term-taken", "partnerships.programme-dates-invalid")
            .WithTags("Programmes")
            .WithSummary("Add or change a programme; If-Match is its ETag, or * for a new one");

    private static Task<Answer<ProgrammeView>> HandleAsync(string code, ProgrammeBody body, Command command, Programmes programmes) =>
        programmes.ReplaceAsync(
            new Programme
            {
                Code = code,
                Kind = body.Kind!.Value,
                Name = body.Name!,
                Synonyms = body.Synonyms ?? [],
                Calendar =
                [
                    .. (body.Calendar ?? []).Select(date => new ProgrammeDate(
                        date.From!.Value,
                        date.Until ?? date.From.Value,
                        date.What!
                    )),
                ],
                Retired = body.Retired == true,
            },
            command
        );
}
