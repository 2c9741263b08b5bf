using Platform.Domain;
using Platform.Partnerships.Domain.Introductions;
using static Platform.Domain.DomainError;

namespace Platform.Partnerships.Domain;

/// <summary>The errors of introductions.</summary>
internal static partial class PartnershipsErrors
{
    public static readonly DomainError SelfIntroduction = Rule(
        "partnerships.self-introduction",
        "不能把自己引介給自己。請選擇另一個合作檔案。",
        "A profile cannot be introduced to itself. Choose another one.",
        "$.to"
    );

    public static readonly DomainError Vetoed = Rule(
        "partnerships.introduction-vetoed",
        "其中一方排除了這類對象或這個經濟體。請從媒合結果中選擇其他對象。",
        "One of the two excludes this kind or economy. Choose another profile from your matches.",
        "$.to"
    );

    public static readonly DomainError OutsideMarkets = Rule(
        "partnerships.introduction-outside-markets",
        "對方的經濟體不在其中一方尋求的市場內。請調整 marketsSought 或選擇其他對象。",
        "The economy is outside the markets that one of the two seeks. Change marketsSought or choose another profile.",
        "$.to"
    );

    public static readonly DomainError DeclinedBefore = Rule(
        "partnerships.introduction-declined-before",
        "這兩個檔案之間曾婉拒引介，不會再次引介。請選擇其他對象。",
        "An introduction between these two was declined and is not repeated. Choose another profile.",
        "$.to"
    );

    public static readonly DomainError AlreadyIntroduced = Conflict(
        "partnerships.introduction-exists",
        "這兩個檔案之間已有進行中或已同意的引介。請查看既有的引介。",
        "There is already an open or agreed introduction between these two. Look at the existing one."
    );

    public static DomainError TooManyOpen(int limit) =>
        Rule(
            "partnerships.too-many-open-introductions",
            $"同時等待回覆的引介以 {limit} 件為限。請等待回覆或先撤回其中一件。",
            $"At most {limit} introductions may await an answer at once. Wait for one or withdraw one.",
            "$.from"
        );

    public static readonly DomainError TargetBusy = Rule(
        "partnerships.profile-at-exposure-cap",
        "對方目前收到的引介已達上限。請稍後再試或選擇其他對象。",
        "This profile has reached its cap of open and recent introductions. Try later or choose another one.",
        "$.to"
    );

    public static readonly DomainError IntroductionExpired = Conflict(
        "partnerships.introduction-expired",
        "這件引介已逾回覆期限。需要時請重新提出引介。",
        "This introduction has expired. Ask for a new one if it is still wanted."
    );

    public static DomainError IntroductionState(IntroductionState state, IReadOnlyList<string> allowed) =>
        Conflict(
            "partnerships.introduction-wrong-state",
            $"引介目前的狀態是 {state.ToCamelCase()}，不能執行這個動作。",
            $"The introduction is {state.ToCamelCase()}, which does not allow this. See what is allowed."
        ) with
        {
            Allowed = allowed,
        };

    public static readonly DomainError OnlyRecipientAnswers = Forbidden(
        "partnerships.only-recipient-answers",
        "只有受邀的一方可以回覆這件引介。",
        "Only the side that was asked can answer this introduction."
    );

    public static readonly DomainError OnlySenderWithdraws = Forbidden(
        "partnerships.only-sender-withdraws",
        "只有提出的一方可以撤回這件引介。",
        "Only the side that asked can withdraw this introduction."
    );

    public static DomainError OutcomeOrder(string? latest, IReadOnlyList<string> allowed) =>
        Conflict(
            "partnerships.outcome-wrong-order",
            $"目前的進度是 {latest ?? "introduced"}，下一步只能是：{string.Join("、", allowed)}。",
            $"The present stage is {latest ?? "introduced"}; next can only be: {string.Join(", ", allowed)}."
        ) with
        {
            Allowed = allowed,
        };

    public static readonly DomainError OutcomeDate = Rule(
        "partnerships.outcome-date",
        "日期不能晚於今天，也不能早於前一個進度。請修正日期。",
        "The date may be neither after today nor before the previous stage. Correct it.",
        "$.on"
    );

    public static readonly DomainError CommitmentDate = Rule(
        "partnerships.commitment-date",
        "承諾的期限不能早於今天。請修正日期。",
        "A commitment cannot be due before today. Correct the date.",
        "$.dueOn"
    );

    public static readonly DomainError CommitmentFulfilled = Conflict(
        "partnerships.commitment-kept",
        "這項承諾已經完成。需要時請另立新的承諾。",
        "This commitment has been kept. Make a new one if there is more to do."
    );

    public static readonly DomainError ReportDate = Rule(
        "partnerships.report-date",
        "回報的日期不能晚於今天。請修正日期。",
        "A report cannot be of a day after today. Correct the date.",
        "$.on"
    );
}
