using Platform.Domain;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Data;

/// <summary>A profile's terms as one text, so that lists are filtered in the same way on every database.</summary>
internal static class ProfileTerms
{
    public static string Of(ProfileContent content) =>
        string.Concat(
            Each("offer", content.Offers),
            Each("need", content.Needs),
            Each("sector", content.Sectors),
            Each("intent", content.Intent.Select(intent => intent.ToCamelCase())),
            Each("market", content.MarketsSought),
            Each("language", content.Languages.Select(LanguageTags.Primary).Distinct()),
            "|"
        );

    public static string Term(string list, string code) => $"|{list}:{code}|";

    private static string Each(string list, IEnumerable<string> codes) => string.Concat(codes.Select(code => $"|{list}:{code}"));
}
