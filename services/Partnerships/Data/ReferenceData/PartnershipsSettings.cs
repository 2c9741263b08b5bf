using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Data.ReferenceData;

/// <summary>
/// The settings of matching, introductions, vetting and follow-up: built-in values, overridden by section <c>Partnerships</c> of the
/// host's configuration.
/// </summary>
/// <param name="Matching">The weights, the fits and the exposure cap.</param>
/// <param name="OpenLimit">The most open requests of one profile.</param>
/// <param name="AnswerBusinessDays">The business days in which a request can be answered.</param>
/// <param name="ReminderBusinessDays">The business days between the reminder of the recipient and the last day.</param>
/// <param name="VettingMonths">The months for which an approval is valid.</param>
/// <param name="RenewalDays">The days before the end of an approval from which the owner is reminded and can renew.</param>
/// <param name="Silence">The limits of the follow-up light.</param>
/// <param name="Target">The action plan's target.</param>
internal sealed record PartnershipsSettings(
    MatchingRules Matching,
    int OpenLimit,
    int AnswerBusinessDays,
    int ReminderBusinessDays,
    int VettingMonths,
    int RenewalDays,
    SilenceRules Silence,
    OutcomeTarget Target
)
{
    public static PartnershipsSettings From(IConfiguration host)
    {
        using var defaults = ReferenceFiles.Open(ReferenceFiles.Settings);
        var settings = new ConfigurationBuilder().AddJsonStream(defaults).AddConfiguration(host.GetSection("Partnerships")).Build();
        var matching = settings.GetRequiredSection("matching");
        return new PartnershipsSettings(
            new MatchingRules
            {
                Weights = Numbers(matching.GetRequiredSection("weights")),
                IntentFit = matching
                    .GetRequiredSection("intentFit")
                    .GetChildren()
                    .ToDictionary(
                        row => Enum.Parse<Intent>(row.Key, ignoreCase: true),
                        IReadOnlyDictionary<Intent, int> (row) =>
                            Numbers(row).ToDictionary(cell => Enum.Parse<Intent>(cell.Key, ignoreCase: true), cell => cell.Value)
                    ),
                OverlapMinutesPerWeek = Positive(matching, "overlapMinutesPerWeek"),
                ExposureCap = Positive(matching, "exposureCap"),
                ExposureWindowDays = Positive(matching, "exposureWindowDays"),
            },
            Positive(settings, "introductions:openLimit"),
            Positive(settings, "introductions:answerBusinessDays"),
            Positive(settings, "introductions:reminderBusinessDays"),
            Positive(settings, "vetting:months"),
            Positive(settings, "vetting:renewalDays"),
            new SilenceRules(Positive(settings, "followUp:yellowMonths"), Positive(settings, "followUp:redMonths")),
            new OutcomeTarget(
                Positive(settings, "target:foreignOrganisations"),
                Enum.Parse<OutcomeStage>(settings.GetRequiredSection("target")["stage"]!, ignoreCase: true),
                settings.GetRequiredSection("target").GetValue<DateOnly>("from"),
                settings.GetRequiredSection("target").GetValue<DateOnly>("until")
            )
        );
    }

    private static Dictionary<string, int> Numbers(IConfigurationSection section) =>
        section.GetChildren().ToDictionary(entry => entry.Key, entry => section.GetValue<int>(entry.Key), StringComparer.Ordinal);

    private static int Positive(IConfiguration section, string key) =>
        section.GetValue<int>(key) is > 0 and var value
            ? value
            : throw new InvalidOperationException($"Partnerships:{key} must be a positive whole number.");
}
