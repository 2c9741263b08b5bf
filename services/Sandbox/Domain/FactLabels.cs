using Platform.Contracts;

namespace Platform.Sandbox.Domain;

/// <summary>The labels of the timeline, in Chinese and English: what happened.</summary>
internal static class FactLabels
{
    public static Bilingual Of(FactKind kind)
    {
        var (zh, en) = kind switch
        {
            FactKind.Received => ("收件", "Received"),
            FactKind.Assigned => ("分案", "Assigned"),
            FactKind.Noted => ("內部註記", "Internal note"),
            FactKind.Screened => ("程序審查", "Screened"),
            FactKind.Supplemented => ("補正", "Supplemented"),
            FactKind.QuestionSent => ("問題送請申請人確認", "Question sent to the applicant"),
            FactKind.QuestionConfirmed => ("申請人確認問題", "Question confirmed"),
            FactKind.QuestionAmended => ("申請人請求修改問題", "Different wording requested"),
            FactKind.OpinionRequested => ("徵詢機關意見", "Opinion requested"),
            FactKind.OpinionGiven => ("機關提出意見", "Opinion given"),
            FactKind.OpinionPaused => ("意見期限停止計算", "Opinion deadline paused"),
            FactKind.OpinionResumed => ("意見期限恢復計算", "Opinion deadline resumed"),
            FactKind.MeetingDue => ("應召開協調會議", "Coordination meeting due"),
            FactKind.MeetingCalled => ("召開協調會議", "Coordination meeting called"),
            FactKind.MeetingCancelled => ("取消協調會議", "Coordination meeting cancelled"),
            FactKind.MinutesRecorded => ("會議紀錄", "Minutes recorded"),
            FactKind.Decided => ("作成決定", "Decided"),
            FactKind.Published => ("公開決定", "Decision published"),
            FactKind.DeadlineExtended => ("期限展延", "Deadline extended"),
            FactKind.DeadlineApproaching => ("期限將屆", "Deadline approaching"),
            FactKind.DeadlineMissed => ("逾期", "Deadline missed"),
            FactKind.DeadlinesRedated => ("期限依行事曆重新計算", "Deadlines re-dated by the calendar"),
            FactKind.FollowUpAdded => ("新增追蹤事項", "Follow-up added"),
            FactKind.FollowUpUpdated => ("更新追蹤事項", "Follow-up updated"),
            FactKind.TrialStarted => ("實驗開始", "Trial started"),
            FactKind.TrialReported => ("實驗報告", "Trial report"),
            FactKind.TrialSuspended => ("實驗暫停", "Trial suspended"),
            FactKind.TrialResumed => ("實驗恢復", "Trial resumed"),
            FactKind.TrialExtended => ("實驗延長", "Trial extended"),
            FactKind.TrialEnded => ("實驗結束", "Trial ended"),
            FactKind.Acknowledged => ("地方政府收悉", "Acknowledged by a local government"),
            FactKind.HandedOver => ("業務移由承接機關辦理", "Handed over to the successor"),
            FactKind.Withdrawn => ("撤回", "Withdrawn"),
            FactKind.Closed => ("結案", "Closed"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of fact has no label."),
        };
        return new Bilingual { Zh = zh, En = en };
    }
}
