using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Data;

/// <summary>A hash of a decided case (<see cref="CaseMarks"/>), by which similar cases are found.</summary>
internal sealed class LikenessRow
{
    public required int Mark { get; set; }

    public required Guid RequestId { get; set; }

    public static IEnumerable<LikenessRow> Of(RegulatoryCase decided) =>
        CaseMarks.Of(decided.Filing).Select(mark => new LikenessRow { Mark = mark, RequestId = decided.Id });
}
