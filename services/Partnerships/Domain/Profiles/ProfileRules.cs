using Platform.Contracts;
using Platform.Domain;

namespace Platform.Partnerships.Domain.Profiles;

/// <summary>Reads a draft. Returns every error with its path, or the content in canonical spelling.</summary>
internal sealed class ProfileRules(Vocabulary vocabulary, Economies economies, LanguageTags languages)
{
    /// <summary>The most characters of a name.</summary>
    public const int NameLength = 200;

    private const int SummaryLength = 4000;
    private const int ListLength = 60;
    private const int MarketsLength = 250;

    public (ProfileContent? Content, IReadOnlyList<DomainError> Errors) Read(ProfileDraft draft)
    {
        var reading = new Reading(vocabulary, economies, languages);
        var content = reading.Content(draft);
        return (reading.Errors.Count == 0 ? content : null, reading.Errors);
    }

    /// <summary>One pass over a draft. A value with an error is left out of the content.</summary>
    private sealed class Reading(Vocabulary vocabulary, Economies economies, LanguageTags languages)
    {
        public List<DomainError> Errors { get; } = [];

        public ProfileContent Content(ProfileDraft draft)
        {
            var content = new ProfileContent
            {
                Kind = draft.Kind,
                Name = Text(draft.Name, NameLength, "$.name", "名稱", "a name"),
                Economy = Economy(draft.Economy),
                TimeZone = TimeZone(draft.TimeZone),
                Languages = Each(draft.Languages, "$.languages", Language),
                Sdgs = [.. Each(draft.Sdgs, "$.sdgs", Sdg).Order()],
                Sectors = Terms(draft.Sectors, vocabulary.Sectors, "sector", "$.sectors"),
                Offers = Terms(draft.Offers, vocabulary.Tags, "tag", "$.offers"),
                Needs = Terms(draft.Needs, vocabulary.Tags, "tag", "$.needs"),
                Intent = [.. draft.Intent.Distinct()],
                Stage = draft.Stage,
                MarketsSought = Each(draft.MarketsSought, "$.marketsSought", Code, MarketsLength),
                Vetoes = new Vetoes(
                    Each(draft.VetoedEconomies, "$.vetoes.economies", Code, MarketsLength),
                    [.. draft.VetoedKinds.Distinct()]
                ),
                Availability = Each(draft.Availability, "$.availability", Window),
                Summary = Text(draft.Summary, SummaryLength, "$.summary", "摘要", "a summary"),
            };
            RequireSome(draft.Languages.Count, "$.languages", "至少一種語言", "at least one language");
            RequireSome(draft.Sdgs.Count, "$.sdgs", "至少一項永續發展目標", "at least one SDG");
            RequireSome(draft.Intent.Count, "$.intent", "至少一種合作意圖", "at least one intent");
            RequireSome(draft.Offers.Count + draft.Needs.Count, "$.offers", "至少一項可提供或需要的資源", "at least one offer or need");
            return content;
        }

        private string Economy(string? value) =>
            (
                string.IsNullOrWhiteSpace(value)
                    ? Refuse<string>(PartnershipsErrors.Missing("$.economy", "經濟體", "an economy"))
                    : Code(value, "$.economy")
            ).SingleOrDefault("");

        private string TimeZone(string? value) =>
            (
                string.IsNullOrWhiteSpace(value) ? Refuse<string>(PartnershipsErrors.Missing("$.timeZone", "時區", "a time zone"))
                : WorkingWeek.IsTimeZone(value) ? [value]
                : Refuse<string>(PartnershipsErrors.TimeZoneUnknown(value))
            ).SingleOrDefault("");

        private string[] Code(string value, string path) =>
            economies.Find(value) is { } economy ? [economy.Code] : Refuse<string>(PartnershipsErrors.EconomyUnknown(Short(value), path));

        private string[] Language(string value, string path) =>
            languages.Canonical(value) is { } tag
                ? [tag]
                : Refuse<string>(
                    PartnershipsErrors.LanguageUnknown(Short(value), value.Length > 35 ? null : languages.Nearest(value), path)
                );

        private int[] Sdg(int value, string path) =>
            value is >= 1 and <= 17 ? [value] : Refuse<int>(PartnershipsErrors.SdgUnknown(value, path));

        private AvailabilityWindow[] Window(AvailabilityWindow window, string path) =>
            WorkingWeek.OnQuarterHours(window) && Enum.IsDefined(window.Day)
                ? [window]
                : Refuse<AvailabilityWindow>(PartnershipsErrors.AvailabilityInvalid(path));

        private string[] Terms(IReadOnlyList<string> values, TermList terms, string list, string path) =>
            Each(values, path, (value, at) => terms.Find(value) switch
                {
                    null => Refuse<string>(PartnershipsErrors.TermUnknown(list, Short(value), terms.Nearest(value)?.Code, at)),
                    { Retired: true } term => Refuse<string>(PartnershipsErrors.TermRetired(list, term.Code, at)),
                    var term => [term.Code],
                });

        private TRead[] Each<T, TRead>(IReadOnlyList<T> values, string path, Func<T, string, TRead[]> read, int most = ListLength) =>
            values.Count > most
                ? Refuse<TRead>(PartnershipsErrors.TooLong(path, most))
                : [.. values.SelectMany((value, i) => read(value, $"{path}[{i}]")).Distinct()];

        private Bilingual Text(Bilingual? value, int most, string path, string zh, string en)
        {
            var text = new Bilingual { Zh = Trimmed(value?.Zh), En = Trimmed(value?.En) };
            RequireSome((text.Zh ?? text.En)?.Length ?? 0, path, zh, en);
            if (text.Zh?.Length > most || text.En?.Length > most)
            {
                Errors.Add(PartnershipsErrors.TooLong(path, most));
            }

            return text;
        }

        private void RequireSome(int count, string path, string zh, string en)
        {
            if (count == 0)
            {
                Errors.Add(PartnershipsErrors.Missing(path, zh, en));
            }
        }

        private T[] Refuse<T>(DomainError error)
        {
            Errors.Add(error);
            return [];
        }

        private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

        private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
    }
}
