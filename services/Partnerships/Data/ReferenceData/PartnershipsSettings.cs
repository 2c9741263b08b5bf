using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Data.ReferenceData;

/// <summary>
/// The configured numbers: those that come with the service, overridden by section <c>Partnerships</c> of the host's configuration.
/// </summary>
/// <param name="Matching">Weights, fits and the cap on exposure.</param>
/// <param name="OpenLimit">Requests of one profile that may await an answer at once.</param>
/// <param name="AnswerBusinessDays">How long a request can be answered.</param>
/// <param name="ReminderBusinessDays">Business days before the last one on which the side that was asked is reminded.</param>
/// <param name="VettingMonths">How long an approval holds.</param>
/// <param name="RenewalDays">Days before its end on which the owner is reminded, and from which it can be renewed.</param>
/// <param name="Silence">When the light of a partnership changes.</param>
/// <param name="Target">What the action plan wants to reach.</param>
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
