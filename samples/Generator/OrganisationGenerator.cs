using System.Globalization;

namespace Platform.Samples;

/// <summary>
/// Generates invented social-innovation organisations in Taiwan. Row <c>n</c> depends only on the seed and <c>n</c>, so that the first
/// thousand of a million are the committed thousand.
/// </summary>
public static class OrganisationGenerator
{
    private static readonly DateOnly FirstRegistration = new(2019, 1, 2);
    private static readonly DateOnly LastRegistration = new(2025, 12, 31);

    /// <summary>Streams <paramref name="count"/> organisations; identifiers are unique.</summary>
    public static IEnumerable<Organisation> Generate(int count, ulong seed = 2026)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, UnifiedBusinessNumbers.Capacity);
        return Enumerable.Range(0, count).Select(index => Invent(index, seed));
    }

    private static Organisation Invent(int index, ulong seed)
    {
        var dice = new Dice(seed * 0xD1342543DE82EF95 + (ulong)index * 0x2545F4914F6CDD1D);
        var place = dice.Weighted(Places.All, place => place.Weight, Places.TotalWeight);
        var form = dice.Weighted(Forms.All, form => form.Weight, Forms.TotalWeight);
        if (form.Cause == "ocean" && place.Inland)
        {
            form = Forms.All.Single(inland => inland.Cause == "farm");
        }

        var cause = form.Cause is { } slug ? Causes.All.Single(cause => cause.Slug == slug) : dice.Of(Causes.All);
        var (registered, founded) = Dates(ref dice);
        var identified = form.Code != "association" || dice.Percent(65);
        var brand = Brand(ref dice);
        var namePart = form.Cause is null && form.Code != "universityOffice" ? dice.Of(cause.NameParts) : (Zh: "", En: "");
        var mission = dice.Of(cause.Missions);
        var local = form.Cause is not null || (form.Code != "company" && dice.Percent(45));
        var english = dice.Percent(70);
        var host = $"{brand.En.ToLowerInvariant()}-{cause.Slug}-{index:D4}.example";

        return new Organisation
        {
            Ubn = identified ? UnifiedBusinessNumbers.At(index, founded) : null,
            OtherRegister =
                identified ? null
                : local ? $"{place.County}政府人民團體立案"
                : "內政部全國性人民團體立案",
            OtherValue = identified ? null : $"{(local ? "府社團" : "台內團")}字第{founded.Year - 1911:D3}{index:D7}號",
            LegalForm = form.Code,
            NameZh = (local ? place.Short : "") + brand.Zh + namePart.Zh + dice.Of(form.SuffixesZh),
            NameEn = english
                ? string.Join(' ', ((string[])[local ? place.En : "", brand.En, namePart.En, form.SuffixEn]).Where(part => part != ""))
                : null,
            MissionZh = string.Format(CultureInfo.InvariantCulture, mission.Zh, place.County),
            MissionEn = english ? string.Format(CultureInfo.InvariantCulture, mission.En, place.En) : null,
            CharterClause = $"{form.Document}：以{cause.Purpose}為宗旨，並以盈餘再投入社會使命。",
            County = place.County,
            Sdgs = Sdgs(ref dice, cause),
            Stage = dice.Weighted(Forms.Stages, stage => stage.Weight, 100).Code,
            Products = Some(ref dice, cause.Products, 1 + dice.Below(4)),
            Website = dice.Percent(72) ? $"https://{host}" : null,
            ContactName = Person(ref dice),
            ContactEmail = $"hello@{host}",
            // No subscriber number in Taiwan begins with 0, so these numbers reach nobody.
            ContactPhone = dice.Percent(80) ? $"{place.AreaCode}-00{dice.Below(100):D2}-{dice.Below(10_000):D4}" : null,
            FoundedOn = founded,
            RegisteredFrom = registered,
        };
    }

    private static (DateOnly Registered, DateOnly Founded) Dates(ref Dice dice)
    {
        var registered = dice.Percent(96)
            ? dice.Day(FirstRegistration, LastRegistration)
            : dice.Day(FirstRegistration.AddYears(-1), FirstRegistration);

        // Most organisations were young when they registered; some had existed for decades.
        var age = dice.Percent(75) ? 30 + dice.Below(5 * 365) : 30 + dice.Below(35 * 365);
        return (registered, registered.AddDays(-age));
    }

    private static (string Zh, string En) Brand(ref Dice dice)
    {
        var beginning = dice.Of(Names.Beginnings);
        var ending = dice.Of(Names.Endings);
        return (beginning.Zh + ending.Zh, beginning.En + ending.En);
    }

    private static int[] Sdgs(ref Dice dice, Cause cause)
    {
        var goals = new SortedSet<int> { cause.Sdgs[0] };
        foreach (var goal in cause.Sdgs.Skip(1))
        {
            if (dice.Percent(60))
            {
                goals.Add(goal);
            }
        }

        if (dice.Percent(30))
        {
            goals.Add(1 + dice.Below(17));
        }

        return [.. goals];
    }

    private static string[] Some(ref Dice dice, string[] all, int count)
    {
        // Selection sampling (Knuth, algorithm S) preserves the order and chooses exactly this many.
        var chosen = new string[Math.Min(count, all.Length)];
        for (int at = 0, selected = 0; selected < chosen.Length; at++)
        {
            if (dice.Below(all.Length - at) < chosen.Length - selected)
            {
                chosen[selected++] = all[at];
            }
        }

        return chosen;
    }

    private static string Person(ref Dice dice)
    {
        var given = 2 * dice.Below(Names.GivenNames.Length / 2);
        return string.Concat(Names.FamilyNames.AsSpan(dice.Below(Names.FamilyNames.Length), 1), Names.GivenNames.AsSpan(given, 2));
    }
}
