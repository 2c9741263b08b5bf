using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Domain.Matching;

/// <summary>A profile as matching sees it on one day.</summary>
internal sealed record MatchSubject(Guid Id, ProfileContent Content, bool Active, WorkingWeek Week)
{
    public static MatchSubject Of(Guid id, ProfileContent content, bool active, DateOnly on) =>
        new(id, content, active, new WorkingWeek(content.TimeZone, content.Availability, on));
}

/// <summary>The names that explanations are written with.</summary>
internal sealed record MatchNames(Vocabulary Vocabulary, Economies Economies);
