namespace Platform.Samples;

/// <summary>What an organisation works for: the parts of its name, its mission, what it sells, and its goals.</summary>
/// <param name="Slug">The name of the cause in host names.</param>
/// <param name="NameParts">The parts of an organisation's name.</param>
/// <param name="Purpose">The purpose in the charter: 「以…為宗旨」.</param>
/// <param name="Missions">The texts of the mission; <c>{0}</c> is the county.</param>
internal sealed record Cause(
    string Slug,
    int[] Sdgs,
    (string Zh, string En)[] NameParts,
    string Purpose,
    (string Zh, string En)[] Missions,
    string[] Products
);
