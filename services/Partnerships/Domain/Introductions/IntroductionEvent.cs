namespace Platform.Partnerships.Domain.Introductions;

/// <summary>What happened to an introduction.</summary>
internal abstract record IntroductionEvent
{
    internal sealed record Requested(DateOnly On, DateOnly LastDay) : IntroductionEvent;

    internal sealed record Accepted(DateOnly On) : IntroductionEvent;

    internal sealed record Declined(DateOnly On) : IntroductionEvent;

    internal sealed record Withdrawn(DateOnly On) : IntroductionEvent;

    /// <param name="On">The first day on which nobody can answer any more.</param>
    internal sealed record Expired(DateOnly On) : IntroductionEvent;

    internal sealed record Reminded(DateOnly LastDay) : IntroductionEvent;

    internal sealed record OutcomeRecorded(Outcome Outcome) : IntroductionEvent;

    internal sealed record LightChanged(FollowUpLight Light, DateOnly LastContactOn) : IntroductionEvent;
}
