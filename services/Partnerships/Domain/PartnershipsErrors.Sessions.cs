using System.Globalization;
using Platform.Domain;
using static Platform.Domain.DomainError;

namespace Platform.Partnerships.Domain;

/// <summary>The errors of sessions and schedules.</summary>
internal static partial class PartnershipsErrors
{
    public static DomainError SlotInvalid(int index) =>
        Rule(
            "partnerships.slot-invalid",
            "時段的結束須晚於開始。請修正該時段。",
            "A slot must end after it starts. Correct this slot.",
            $"$.slots[{index}]"
        );

    public static DomainError SlotsOverlap(int index) =>
        Rule(
            "partnerships.slots-overlap",
            "時段彼此重疊。請調整時間使其不重疊。",
            "Slots overlap. Change their times so that they do not.",
            $"$.slots[{index}]"
        );

    public static DomainError SlotUnknown(int value, string path) =>
        Rule(
            "partnerships.slot-unknown",
            $"這個場次沒有編號 {value} 的時段。時段從 0 起算。",
            $"The session has no slot {value.ToString(CultureInfo.InvariantCulture)}. Slots are counted from 0.",
            path
        );

    public static DomainError SessionSize(string path, int most) =>
        Rule("partnerships.session-size", $"數量須介於 1 與 {most} 之間。請調整。", $"Must be between 1 and {most}. Change it.", path);

    public static readonly DomainError ParticipantExists = Conflict(
        "partnerships.participant-exists",
        "這個檔案已經在場次名單中。",
        "This profile already takes part in the session."
    );

    public static readonly DomainError SessionNeedsParticipants = Rule(
        "partnerships.session-needs-participants",
        "至少需要兩個參加者才能排程。請先加入參加者。",
        "A schedule needs at least two participants. Add them first.",
        null
    );

    public static readonly DomainError ScheduleRunning = Conflict(
        "partnerships.schedule-running",
        "排程正在計算中。請待完成後再試。",
        "The schedule is being computed. Try again when it is done."
    );

    public static readonly DomainError ScheduleNotRunning = Conflict(
        "partnerships.schedule-not-running",
        "目前沒有進行中的排程，無須停止。",
        "No planning is under way, so there is nothing to stop."
    );

    public static readonly DomainError ScheduleNotFound = new(
        "partnerships.schedule-not-found",
        ErrorKind.NotFound,
        "這個場次尚未排程。請先要求排程。",
        "This session has no schedule yet. Ask for one first."
    );
}
