using Platform.Contracts;
using Platform.Partnerships.Domain.Programmes;
using Platform.Web.Http;

namespace Platform.Partnerships.Features.Programmes;

/// <summary>A programme with its calendar.</summary>
/// <param name="Code">The code by which sessions and introductions name the programme.</param>
/// <param name="Version">The version; 0 for an unedited built-in programme.</param>
/// <param name="Kind">The kind: summit, award, hackathon or o2o.</param>
/// <param name="Name">The name.</param>
/// <param name="Synonyms">Other names.</param>
/// <param name="Calendar">The dates as Taipei days, in order.</param>
/// <param name="Retired">Whether the programme is closed to new records.</param>
internal sealed record ProgrammeView(
    string Code,
    long Version,
    ProgrammeKind Kind,
    Bilingual Name,
    IReadOnlyList<string> Synonyms,
    IReadOnlyList<ProgrammeDate> Calendar,
    bool Retired
) : IVersionedView
{
    public static ProgrammeView Of(Programme programme, long version) =>
        new(programme.Code, version, programme.Kind, programme.Name, programme.Synonyms, programme.Calendar, programme.Retired);
}
