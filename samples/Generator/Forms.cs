namespace Platform.Samples;

/// <param name="Code">The value in the API.</param>
/// <param name="SuffixesZh">The endings of the Chinese name.</param>
/// <param name="SuffixEn">The ending of the English name.</param>
/// <param name="Document">The document, and the clause, that state the mission.</param>
/// <param name="Cause">The only cause of this form, by slug, if it has one; its name then contains the place and not the cause.</param>
internal sealed record Form(string Code, int Weight, string[] SuffixesZh, string SuffixEn, string Document, string? Cause = null);

internal static class Forms
{
    public static readonly Form[] All =
    [
        new("company", 520, ["股份有限公司", "有限公司", "社會企業股份有限公司", "社會企業有限公司"], "Co., Ltd.", "公司章程第二條之一"),
        new("limitedPartnership", 8, ["有限合夥"], "Limited Partnership", "合夥契約第四條"),
        new("partnership", 12, ["商行", "工作室"], "& Partners", "合夥契約第三條"),
        new("soleProprietorship", 70, ["工作室", "商號", "小舖"], "Studio", "設立宗旨書第一點"),
        new("cooperative", 60, ["合作社", "勞動合作社", "生產合作社"], "Co-operative", "章程第二條"),
        new("creditUnion", 10, ["儲蓄互助社"], "Credit Union", "章程第三條"),
        new("association", 180, ["協會", "發展協會", "促進會"], "Association", "章程第三條"),
        new("foundation", 70, ["基金會"], "Foundation", "捐助章程第二條"),
        new("farmersAssociation", 20, ["地區農會"], "Farmers' Association", "章程第四條", Cause: "farm"),
        new("fishermensAssociation", 8, ["區漁會"], "Fishermen's Association", "章程第四條", Cause: "ocean"),
        new("universityOffice", 28, ["大學社會責任辦公室"], "University Social Responsibility Office", "設置要點第二點"),
        new("other", 14, ["聯盟", "社區工坊"], "Alliance", "組織規約第二條"),
    ];

    public static readonly int TotalWeight = All.Sum(form => form.Weight);

    public static readonly (string Code, int Weight)[] Stages =
    [
        ("ideation", 12),
        ("fieldExperiment", 28),
        ("sustainableOperation", 45),
        ("diffusion", 15),
    ];
}
