using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Platform.Contracts;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Tests.Domain;

/// <summary>The lists and numbers that come with the service, and profiles to try them on.</summary>
internal static class Sample
{
    public static readonly DateOnly Today = new(2026, 3, 2);
    public static readonly Vocabulary Terms = ReferenceFiles.ReadVocabulary();
    public static readonly Economies AllEconomies = ReferenceFiles.ReadEconomies();
    public static readonly LanguageTags Languages = ReferenceFiles.ReadLanguages(AllEconomies);
    public static readonly ProfileRules Rules = new(Terms, AllEconomies, Languages);
    public static readonly PartnershipsSettings Settings = PartnershipsSettings.From(new ConfigurationBuilder().Build());
    public static readonly Matcher TheMatcher = new(Settings.Matching);
    public static readonly MatchNames Names = new(Terms, AllEconomies);

    public static readonly ProfileContent Cooperative = new()
    {
        Kind = ProfileKind.Organisation,
        Name = new Bilingual { Zh = "後山小農合作社", En = "East Coast Growers" },
        Economy = "TW",
        TimeZone = "Asia/Taipei",
        Languages = ["zh-TW", "en"],
        Sdgs = [1, 8, 12],
        Sectors = ["agriculture"],
        Offers = ["supply", "communityAccess"],
        Needs = ["distribution", "impactInvestment"],
        Intent = [Intent.Sell, Intent.CoDevelop],
        Stage = Stage.SustainableOperation,
        MarketsSought = ["VN", "PH"],
        Summary = new Bilingual { Zh = "與小農一起銷售友善耕作的產品。" },
    };

    public static readonly ProfileContent Importer = new()
    {
        Kind = ProfileKind.Company,
        Name = new Bilingual { En = "Mekong Fair Foods" },
        Economy = "VN",
        TimeZone = "Asia/Ho_Chi_Minh",
        Languages = ["vi", "en"],
        Sdgs = [8, 12],
        Sectors = ["agriculture"],
        Offers = ["distribution", "marketing"],
        Needs = ["supply"],
        Intent = [Intent.Buy],
        Stage = Stage.Diffusion,
        MarketsSought = [],
        Summary = new Bilingual { En = "Imports fair food." },
    };

    public static Guid Id(int n) => new($"01900000-0000-7000-8000-{n:x12}");

    public static MatchSubject Subject(int id, ProfileContent content, bool active = true) =>
        MatchSubject.Of(Id(id), content, active, Today);

    /// <summary>Profiles of every sort, the seed deciding all of it.</summary>
    public static ProfileContent RandomContent(Random random)
    {
        string[] economies = ["TW", "VN", "PH", "CL", "JP"];
        string[] zones = ["Asia/Taipei", "Asia/Ho_Chi_Minh", "America/Santiago", "Europe/London", "Asia/Kathmandu"];
        string[] languages = ["zh-TW", "en", "vi", "es", "ja"];
        var tags = Terms.Tags.Terms.Take(8).Select(term => term.Code).ToArray();
        return Cooperative with
        {
            Kind = random.GetItems(Enum.GetValues<ProfileKind>(), 1)[0],
            Economy = random.GetItems(economies, 1)[0],
            TimeZone = random.GetItems(zones, 1)[0],
            Languages = Some(random, languages, 1),
            Sdgs = Some(random, [.. Enumerable.Range(1, 17)], 1),
            Offers = Some(random, tags, 0),
            Needs = Some(random, tags, 0),
            Intent = Some(random, Enum.GetValues<Intent>(), 1),
            Stage = random.Next(3) == 0 ? null : random.GetItems(Enum.GetValues<Stage>(), 1)[0],
            MarketsSought = random.Next(2) == 0 ? [] : Some(random, economies, 1),
            Vetoes =
                random.Next(3) == 0
                    ? new Vetoes(Some(random, economies, 0, 2), Some(random, Enum.GetValues<ProfileKind>(), 0, 2))
                    : Vetoes.None,
        };
    }

    public static void ForAllSeeds(Func<Random, bool> property) =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => property(new Random(seed))));

    private static IReadOnlyList<T> Some<T>(Random random, T[] from, int least, int most = 4)
    {
        var all = from.ToArray();
        random.Shuffle(all);
        return [.. all.Take(random.Next(least, Math.Min(most, all.Length) + 1))];
    }
}
