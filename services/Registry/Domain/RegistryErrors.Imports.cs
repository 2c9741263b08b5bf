using Platform.Domain;
using static Platform.Domain.DomainError;

namespace Platform.Registry.Domain;

/// <summary>The errors of imports.</summary>
internal static partial class RegistryErrors
{
    public static DomainError ImportOwned { get; } =
        Conflict(
            "registry.import-owned",
            "該組織已有所有人，匯入不能更改其內容：請由所有人自行更新。",
            "The organisation has an owner, so an import does not change it: its owner updates it."
        );

    public static DomainError ImportHeader(IReadOnlyList<string> missing) =>
        Rule(
            "registry.import-header",
            $"第一列應為欄位名稱，缺少：{List(missing)}。沒有任何一列被匯入；請補上後重新上傳。",
            $"The first line must name the columns; missing: {List(missing)}. Nothing was imported: add them and send the file again."
        );

    public static DomainError ImportRowUnreadable { get; } =
        Rule(
            "registry.import-row-unreadable",
            "此列無法讀取：請檢查日期（YYYY-MM-DD）、數字與代碼。",
            "This row cannot be read: check dates (YYYY-MM-DD), numbers and codes."
        );

    public static DomainError ImportRowBroken { get; } =
        Rule(
            "registry.import-row-broken",
            "此列的引號未成對、位置不對，或內容過長，因此略過；自下一行起繼續讀取。含有引號的欄位請以引號包住，內部引號寫兩次。",
            "A quote of this row is not closed or stands where none may, or the row is too long. It was left out, and reading went on with the next line: put such a cell in quotes and double the quotes in it."
        );

    public static DomainError ImportRowEncoding { get; } =
        Rule(
            "registry.import-row-encoding",
            "此列含有無法解讀的字元：請以 UTF-8 或 Big5 重新存檔。",
            "This row has characters that mean nothing in the file's encoding: save it as UTF-8 or Big5."
        );

    public static DomainError ImportRowIncomplete(string members) =>
        Rule(
            "registry.import-row-incomplete",
            $"此列缺漏或不符規定的欄位：{members}。",
            $"Members of this row that are missing or not acceptable: {members}."
        );

    public static DomainError ImportRegisteredFrom(DateOnly next) =>
        Conflict(
            "registry.import-registered-from",
            $"該組織自 {next:yyyy-MM-dd} 起已有其他登錄狀態：registeredFrom 須早於該日。",
            $"The organisation has another status from {next:yyyy-MM-dd} on: registeredFrom must be before that."
        );

    public static DomainError ImportRegisteredInFuture(DateOnly from) =>
        Rule(
            "registry.registered-in-future",
            $"登錄日期 {from:yyyy-MM-dd} 在未來：請填今天或之前的日期，或留空。",
            $"The date of registration {from:yyyy-MM-dd} is in the future: give today or an earlier date, or leave it out."
        );

    public static DomainError ImportFailed(int line) =>
        Rule(
            "registry.import-failed",
            $"自第 {line} 行起一再發生錯誤，匯入已停止；之前的資料均已保留。請檢查該處之後重新上傳同一檔案，已匯入者不受影響。",
            $"From line {line} on the import failed again and again and was stopped; the rows before are kept. Check the file from there and send it again: what is in stays as it is."
        );
}
