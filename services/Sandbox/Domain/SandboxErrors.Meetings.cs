using Platform.Domain;
using static Platform.Domain.DomainError;

namespace Platform.Sandbox.Domain;

/// <summary>The refusals about opinions, meetings and follow-ups.</summary>
internal static partial class SandboxErrors
{
    public static DomainError OpinionNotRequested(string code) =>
        new(
            "sandbox.opinion-not-asked",
            ErrorKind.NotFound,
            $"本案未徵詢機關「{code}」。",
            $"The authority \"{code}\" was not asked about this request."
        );

    public static DomainError OpinionAlreadyGiven(string code) =>
        Conflict(
            "sandbox.opinion-already-given",
            $"機關「{code}」已提出意見;如有變更請於協調會議說明。",
            $"The authority \"{code}\" already gave its opinion; raise a change in a coordination meeting."
        );

    public static DomainError OpinionHandedOver(string code, string successor) =>
        Conflict(
            "sandbox.opinion-handed-over",
            $"機關「{code}」的業務已移由「{successor}」承接;請由承接機關提出意見。",
            $"The work of \"{code}\" was handed over to \"{successor}\"; its successor gives the opinion."
        );

    public static DomainError MeetingInThePast { get; } =
        Rule(
            "sandbox.meeting-in-past",
            "會議時間已過;請填寫未來的時間。",
            "The meeting would be in the past; give a time to come.",
            "$.at"
        );

    public static DomainError MeetingUnknown { get; } =
        new("sandbox.meeting-unknown", ErrorKind.NotFound, "本案查無此會議。", "The request has no such meeting.");

    public static DomainError MinutesAlreadyRecorded { get; } =
        Conflict(
            "sandbox.minutes-already-recorded",
            "此會議已有紀錄;紀錄不可改寫,會議亦不可取消。",
            "The meeting was held and has its minutes; minutes are not rewritten, nor is it cancelled."
        );

    public static DomainError MeetingCancelled { get; } =
        Conflict(
            "sandbox.meeting-already-cancelled",
            "此會議已取消;如仍有需要請另行召開。",
            "The meeting was cancelled; call another if it is still needed."
        );

    public static DomainError FollowUpUnknown { get; } =
        new("sandbox.follow-up-unknown", ErrorKind.NotFound, "本案查無此追蹤事項。", "The request has no such follow-up.");

    public static DomainError FollowUpFinished { get; } =
        Conflict("sandbox.follow-up-finished", "此追蹤事項已結束。", "The follow-up is already finished.");

    public static DomainError FollowUpsOpen { get; } =
        Conflict(
            "sandbox.follow-ups-open",
            "尚有追蹤事項未完成;請先完成或註記不再追蹤。",
            "Follow-ups are still open; finish or drop them first."
        );

    public static DomainError NotALocalGovernment(string code) =>
        Rule(
            "sandbox.not-a-local-government",
            $"「{Short(code)}」不是地方政府;函知收悉僅由 22 個地方政府為之。",
            $"\"{Short(code)}\" is not one of the 22 local governments that acknowledge a letter.",
            "$.authority"
        );

    public static DomainError AlreadyAcknowledged(string code) =>
        Conflict("sandbox.already-acknowledged", $"「{code}」已收悉。", $"\"{code}\" has already acknowledged.");
}
