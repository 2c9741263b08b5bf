using Platform.Contracts;
using Platform.ServiceDefaults.Errors;

namespace Platform.Partnerships.Domain.Profiles;

/// <summary>Validates a draft. Returns every error with its path, or the content in canonical spelling.</summary>
internal sealed class ProfileRules(Vocabulary vocabulary, Economies economies, LanguageTags languages)
{
    private const int NameLength = 200;
    private const int SummaryLength = 4000;
    private const int ListLength = 60;
    private const int MarketsLength = 250;

    public (ProfileContent? Content, IReadOnlyList<DomainError> Errors) Read(ProfileDraft draft)
    {
        var errors = new List<DomainError>();
        var content = new ProfileContent
        {
            Kind = draft.Kind,
            Name = Text(draft.Name, NameLength, "$.name", "名稱", "a name", errors),
            Economy = ReadEconomy(draft.Economy, errors),
            TimeZone = ReadTimeZone(draft.TimeZone, errors),
            Languages = Each(draft.Languages, "$.languages", ReadLanguage, errors),
            Sdgs = [.. Each(draft.Sdgs, "$.sdgs", ReadSdg, errors).Order()],
            Sectors = Terms(draft.Sectors, vocabulary.Sectors, "sector", "$.sectors", errors),
            Offers = Terms(draft.Offers, vocabulary.Tags, "tag", "$.offers", errors),
            Needs = Terms(draft.Needs, vocabulary.Tags, "tag", "$.needs", errors),
            Intent = [.. draft.Intent.Distinct()],
            Stage = draft.Stage,
            MarketsSought = Each(draft.MarketsSought, "$.marketsSought", ReadCode, errors, MarketsLength),
            Vetoes = new Vetoes(
                Each(draft.VetoedEconomies, "$.vetoes.economies", ReadCode, errors, MarketsLength),
                [.. draft.VetoedKinds.Distinct()]
            ),
            Availability = Each(draft.Availability, "$.availability", ReadWindow, errors),
            Summary = Text(draft.Summary, SummaryLength, "$.summary", "摘要", "a summary", errors),
        };

        RequireSome(draft.Languages.Count, "$.languages", "至少一種語言", "at least one language", errors);
        RequireSome(draft.Sdgs.Count, "$.sdgs", "至少一項永續發展目標", "at least one SDG", errors);
        RequireSome(draft.Intent.Count, "$.intent", "至少一種合作意圖", "at least one intent", errors);
        RequireSome(
            draft.Offers.Count + draft.Needs.Count,
            "$.offers",
            "至少一項可提供或需要的資源",
            "at least one offer or need",
            errors
        );
        return (errors.Count == 0 ? content : null, errors);
    }

    /// <summary>Validates the contact. It is separate from the content because the content is public.</summary>
    public static (ContactDetails? Contact, IReadOnlyList<DomainError> Errors) ReadContact(string? name, string? email, string? phone)
    {
        var errors = new List<DomainError>();
        if (string.IsNullOrWhiteSpace(name))
        {
            errors.Add(PartnershipsErrors.Missing("$.contact.name", "聯絡人姓名", "the contact's name"));
        }
        else if (name.Length > NameLength)
        {
            errors.Add(PartnershipsErrors.TooLong("$.contact.name", NameLength));
        }

        if (string.IsNullOrWhiteSpace(email))
        {
            errors.Add(PartnershipsErrors.Missing("$.contact.email", "聯絡人電子郵件", "the contact's e-mail address"));
        }
        else if (!IsEmail(email.Trim()))
        {
            errors.Add(PartnershipsErrors.EmailInvalid());
        }

        if (phone?.Length > ListLength)
        {
            errors.Add(PartnershipsErrors.TooLong("$.contact.phone", ListLength));
        }

        return errors.Count > 0
            ? (null, errors)
            : (
                new ContactDetails
                {
                    Name = name!.Trim(),
                    Email = email!.Trim(),
                    Phone = string.IsNullOrWhiteSpace(phone) ? null : phone.Trim(),
                },
                errors
            );
    }

    // Requires one @ with text before it and a domain with a dot after it. Only sending a mail shows whether it arrives.
    private static bool IsEmail(string text) =>
        text.Length <= 254
        && !text.Any(char.IsWhiteSpace)
        && text.Split('@') is [{ Length: > 0 }, { Length: > 2 } domain]
        && domain.Contains('.', StringComparison.Ordinal)
        && !domain.StartsWith('.')
        && !domain.EndsWith('.');

    private string ReadEconomy(string? value, List<DomainError> errors)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            errors.Add(PartnershipsErrors.Missing("$.economy", "經濟體", "an economy"));
            return "";
        }

        return ReadCode(value, "$.economy", errors) ?? "";
    }

    private static string ReadTimeZone(string? value, List<DomainError> errors)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            errors.Add(PartnershipsErrors.Missing("$.timeZone", "時區", "a time zone"));
        }
        else if (!WorkingWeek.IsTimeZone(value))
        {
            errors.Add(PartnershipsErrors.TimeZoneUnknown(value));
        }

        return value ?? "";
    }

    private string? ReadCode(string value, string path, List<DomainError> errors)
    {
        if (economies.Find(value) is { } economy)
        {
            return economy.Code;
        }

        errors.Add(PartnershipsErrors.EconomyUnknown(Short(value), path));
        return null;
    }

    private string? ReadLanguage(string value, string path, List<DomainError> errors)
    {
        if (languages.Canonical(value) is { } tag)
        {
            return tag;
        }

        errors.Add(PartnershipsErrors.LanguageUnknown(Short(value), value.Length > 35 ? null : languages.Nearest(value), path));
        return null;
    }

    private static int? ReadSdg(int value, string path, List<DomainError> errors)
    {
        if (value is >= 1 and <= 17)
        {
            return value;
        }

        errors.Add(PartnershipsErrors.SdgUnknown(value, path));
        return null;
    }

    private static AvailabilityWindow? ReadWindow(AvailabilityWindow window, string path, List<DomainError> errors)
    {
        if (WorkingWeek.OnQuarterHours(window) && Enum.IsDefined(window.Day))
        {
            return window;
        }

        errors.Add(PartnershipsErrors.AvailabilityInvalid(path));
        return null;
    }

    private static IReadOnlyList<string> Terms(
        IReadOnlyList<string> values,
        TermList terms,
        string list,
        string path,
        List<DomainError> errors
    )
    {
        return Each(values, path, Read, errors);

        string? Read(string value, string at, List<DomainError> faults)
        {
            if (terms.Find(value) is { } term)
            {
                if (term.Retired)
                {
                    faults.Add(PartnershipsErrors.TermRetired(list, term.Code, at));
                }

                return term.Code;
            }

            faults.Add(PartnershipsErrors.TermUnknown(list, Short(value), terms.Nearest(value)?.Code, at));
            return null;
        }
    }

    private static IReadOnlyList<T> Each<T>(
        IReadOnlyList<T> values,
        string path,
        Func<T, string, List<DomainError>, T?> read,
        List<DomainError> errors,
        int most = ListLength
    )
        where T : class
    {
        if (TooMany(values.Count, most, path, errors))
        {
            return [];
        }

        return
        [
            .. values
                .Select((value, i) => Present(value, $"{path}[{i}]", errors) ? read(value, $"{path}[{i}]", errors) : null)
                .OfType<T>()
                .Distinct(),
        ];
    }

    private static IReadOnlyList<int> Each(
        IReadOnlyList<int> values,
        string path,
        Func<int, string, List<DomainError>, int?> read,
        List<DomainError> errors
    ) =>
        TooMany(values.Count, ListLength, path, errors)
            ? []
            : [.. values.Select((value, i) => read(value, $"{path}[{i}]", errors)).OfType<int>().Distinct()];

    // A JSON null between the values.
    private static bool Present(object? value, string path, List<DomainError> errors)
    {
        if (value is null)
        {
            errors.Add(PartnershipsErrors.Missing(path, "這一項的值", "a value here"));
        }

        return value is not null;
    }

    private static bool TooMany(int count, int most, string path, List<DomainError> errors)
    {
        if (count > most)
        {
            errors.Add(PartnershipsErrors.TooLong(path, most));
        }

        return count > most;
    }

    private static Bilingual Text(Bilingual? value, int most, string path, string zh, string en, List<DomainError> errors)
    {
        var text = new Bilingual { Zh = Trimmed(value?.Zh), En = Trimmed(value?.En) };
        if (text is { Zh: null, En: null })
        {
            errors.Add(PartnershipsErrors.Missing(path, zh, en));
        }
        else if (text.Zh?.Length > most || text.En?.Length > most)
        {
            errors.Add(PartnershipsErrors.TooLong(path, most));
        }

        return text;
    }

    private static void RequireSome(int count, string path, string zh, string en, List<DomainError> errors)
    {
        if (count == 0)
        {
            errors.Add(PartnershipsErrors.Missing(path, zh, en));
        }
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
