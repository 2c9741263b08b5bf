using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.ReferenceData;

/// <summary>The configured numbers: those that come with the service, overridden by section <c>Partnerships</c> of the host's configuration.</summary>
internal sealed record PartnershipsSettings(MatchingRules Matching, int OpenLimit, int AnswerBusinessDays, int VettingMonths)
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
                IntentFit = matching.GetRequiredSection("intentFit").GetChildren().ToDictionary(
                    row => Enum.Parse<Intent>(row.Key, ignoreCase: true),
                    IReadOnlyDictionary<Intent, int> (row) => Numbers(row).ToDictionary(cell => Enum.Parse<Intent>(cell.Key, ignoreCase: true), cell => cell.Value)),
                OverlapMinutesPerWeek = Positive(matching, "overlapMinutesPerWeek"),
                ExposureCap = Positive(matching, "exposureCap"),
                ExposureWindowDays = Positive(matching, "exposureWindowDays"),
            },
            Positive(settings, "introductions:openLimit"),
            Positive(settings, "introductions:answerBusinessDays"),
            Positive(settings, "vetting:months"));
    }

    private static Dictionary<string, int> Numbers(IConfigurationSection section) =>
        section.GetChildren().ToDictionary(entry => entry.Key, entry => section.GetValue<int>(entry.Key), StringComparer.Ordinal);

    private static int Positive(IConfiguration section, string key) => section.GetValue<int>(key) is > 0 and var value
        ? value
        : throw new InvalidOperationException($"Partnerships:{key} must be a positive whole number.");
}
