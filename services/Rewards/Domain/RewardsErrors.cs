using Platform.Domain;
using static Platform.Domain.DomainError;

namespace Platform.Rewards.Domain;

/// <summary>Every error of the rewards service: a stable code, a kind, and advice in both languages.</summary>
internal static class RewardsErrors
{
    public static readonly DomainError ReasonMissing = Malformed(
        "rewards.reason-missing",
        "此動作必須說明理由。請填寫 reason 後再送出。",
        "This action needs a reason. Fill in `reason` and send it again.",
        "$.reason"
    );

    public static readonly DomainError BuyerNotVerified = Rule(
        "rewards.buyer-not-verified",
        "採購單位尚未通過查核，不能核定其採購。請先完成採購單位查核。",
        "The buyer is not verified, so none of its purchases can be accepted. Verify the buyer first."
    );

    public static readonly DomainError BuyerRefused = Rule(
        "rewards.buyer-refused",
        "採購單位查核未通過，不能申報採購。請以正確資料重新登記採購單位。",
        "The buyer was refused at verification and cannot declare purchases. Register the buyer again with correct data."
    );

    public static readonly DomainError NotConfirmed = Rule(
        "rewards.not-confirmed",
        "供應組織尚未確認此筆採購。請等候確認，或於 reason 說明未經確認即核定的理由。",
        "The supplier has not confirmed this purchase. Wait for it, or give in `reason` why it is accepted without.",
        "$.reason"
    );

    public static readonly DomainError FlaggedWithoutReason = Rule(
        "rewards.flagged-without-reason",
        "供應組織於採購日的登錄狀態事後有變更。如仍要核定，請於 reason 說明理由。",
        "The supplier's status on the purchase date changed afterwards. To accept all the same, say why in `reason`.",
        "$.reason"
    );

    public static readonly DomainError DuplicateVoucher = Conflict(
        "rewards.duplicate-voucher",
        "同一憑證（供應組織、憑證號碼、日期、金額）已有申報。請確認憑證；原申報駁回或撤銷後才能再申報。",
        "This voucher (supplier, number, date, amount) is already claimed. Check it; it can be claimed again once the other claim is rejected or reversed."
    ) with
    {
        Path = "$.voucherNo",
    };

    public static readonly DomainError DuplicateEvidence = Conflict(
        "rewards.duplicate-evidence",
        "同一證明文件（相同雜湊值）已用於另一筆採購。請改附這筆採購本身的憑證。",
        "The same evidence (equal hash) is already under another purchase. Attach the voucher of this purchase."
    ) with
    {
        Path = "$.evidence",
    };

    public static readonly DomainError BuyerDecided = Conflict(
        "rewards.buyer-decided",
        "此採購單位已完成查核。若資料有誤，請重新登記。",
        "This buyer was already decided upon. If its data is wrong, register it again."
    );

    public static DomainError UbnInvalid(string ubn, string path) =>
        Rule(
            "rewards.ubn-invalid",
            $"統一編號 {ubn} 不符合檢查碼規則。請確認 8 位數字。",
            $"The unified business number {ubn} does not satisfy the check rule. Check its eight digits.",
            path
        );

    public static DomainError SupplierNotRegistered(string ubn, DateOnly on) =>
        Rule(
            "rewards.supplier-not-registered",
            $"統一編號 {ubn} 於 {on:O} 不是已登錄的社會創新組織。請確認編號與採購日期。",
            $"{ubn} was not a registered social-innovation organisation on {on:O}. Check the number and the purchase date.",
            "$.supplierUbn"
        );

    public static DomainError SelfPurchase(string ubn) =>
        Rule(
            "rewards.self-purchase",
            $"採購單位與供應組織同為 {ubn}。向自己採購不予計列。",
            $"Buyer and supplier are both {ubn}. A purchase from oneself does not count.",
            "$.supplierUbn"
        );

    public static DomainError Affiliate(string ubn) =>
        Rule(
            "rewards.affiliate",
            $"{ubn} 是採購單位申報的關係企業。向關係企業採購不予計列。",
            $"{ubn} is an affiliate that the buyer declared. A purchase from an affiliate does not count.",
            "$.supplierUbn"
        );

    public static DomainError InTheFuture(DateOnly on, DateOnly today) =>
        Rule(
            "rewards.out-of-period",
            $"採購日期 {on:O} 晚於今日 {today:O}。請於採購完成後申報。",
            $"The purchase date {on:O} is after today, {today:O}. Declare it when it has been made.",
            "$.purchasedOn"
        );

    public static DomainError OutOfPeriod(DateOnly on, DateOnly from, DateOnly to) =>
        Rule(
            "rewards.out-of-period",
            $"採購日期 {on:O} 不在獎勵期間 {from:O} 至 {to:O} 內。請確認日期。",
            $"The purchase date {on:O} is outside the award period {from:O} to {to:O}. Check the date.",
            "$.purchasedOn"
        );

    public static DomainError NoRules(int year) =>
        Rule(
            "rewards.no-rules",
            $"{year} 年尚無獎勵規則。請洽主管機關，或改申報其他年度的採購。",
            $"There are no award rules for {year}. Ask the competent authority, or declare purchases of another year."
        );

    public static DomainError YearClosed(int year) =>
        Conflict(
            "rewards.year-closed",
            $"{year} 年度已結算，不再受理。更正請洽審查人員辦理重新公告。",
            $"The award year {year} is closed. For a correction ask the reviewer for a restatement."
        );

    public static DomainError RulesOfAnotherYear(int year) =>
        Malformed(
            "rewards.rules-year",
            $"規則的年度必須與網址相同（{year}）。請修正 year。",
            $"The rule set must be for the year in the address ({year}). Correct `year`.",
            "$.year"
        );

    public static DomainError YearNotClosed(int year) =>
        Conflict(
            "rewards.year-not-closed",
            $"{year} 年度尚未結算，不需重新公告。請先結算。",
            $"The award year {year} is not closed, so there is nothing to restate. Close it first."
        );

    public static DomainError YearNotBegun(int year) =>
        Rule(
            "rewards.year-not-begun",
            $"{year} 年度尚未開始，不能結算。",
            $"The award year {year} has not begun and cannot be closed yet."
        );

    public static DomainError NothingToRestate(int year) =>
        Conflict(
            "rewards.nothing-to-restate",
            $"{year} 年度自上次公告後，核定的採購與特別獎均無變動。請先辦理撤銷或核定。",
            $"Nothing that decides the awards of {year} has changed since the last result. Reverse or accept a purchase first."
        );

    public static DomainError ExclusionOff(ReasonCode code) =>
        Rule(
            "rewards.exclusion-off",
            $"該年度規則未啟用排除事由 {code}。請改用其他事由代碼。",
            $"The rules of that year do not switch on the exclusion {code}. Use another reason code.",
            "$.reasonCode"
        );

    public static DomainError UnknownSpecialAward(string code) =>
        Rule(
            "rewards.special-award-unknown",
            $"該年度規則沒有特別獎 {code}，或名額已滿。請確認規則。",
            $"The rules of that year have no special award {code}, or no place is left. Check the rules.",
            "$.specialAwards"
        );

    public static DomainError SpecialAwardWithoutPurchase(Guid buyerId) =>
        Rule(
            "rewards.special-award-without-purchase",
            $"採購單位 {buyerId} 該年度沒有核定的採購，不能授予特別獎。",
            $"The buyer {buyerId} has no accepted purchase in that year and cannot receive a special award.",
            "$.specialAwards"
        );

    public static DomainError InvalidState(PurchaseStatus now, IReadOnlyList<string> allowed) =>
        Conflict(
            "rewards.wrong-state",
            $"此筆採購目前為「{Zh(now)}」，不能執行此動作。",
            $"This purchase is {now.ToString().ToLowerInvariant()}; that action is not possible now.",
            allowed: allowed
        );

    private static string Zh(PurchaseStatus status) =>
        status switch
        {
            PurchaseStatus.Declared => "已申報",
            PurchaseStatus.Confirmed => "已確認",
            PurchaseStatus.Disputed => "有爭議",
            PurchaseStatus.Accepted => "已核定",
            PurchaseStatus.Rejected => "已駁回",
            _ => "已撤銷",
        };
}
