namespace Platform.Samples;

/// <summary>What an organisation works for: the words of its name, its mission, what it sells, the goals it serves.</summary>
/// <param name="Slug">In host names.</param>
/// <param name="NameParts">In names.</param>
/// <param name="Purpose">In the charter: 「以…為宗旨」.</param>
/// <param name="Missions"><c>{0}</c> is the county.</param>
internal sealed record Cause(
    string Slug,
    int[] Sdgs,
    (string Zh, string En)[] NameParts,
    string Purpose,
    (string Zh, string En)[] Missions,
    string[] Products
);
