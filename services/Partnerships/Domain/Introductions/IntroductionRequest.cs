using Platform.Partnerships.Domain.Matching;

namespace Platform.Partnerships.Domain.Introductions;

/// <summary>The facts that decide whether an introduction may be requested.</summary>
internal sealed record IntroductionRequest
{
    public required MatchSubject From { get; init; }

    public required MatchSubject To { get; init; }

    public required DeclinedPairs Declined { get; init; }

    /// <summary>Whether an open or accepted introduction exists between the two, in either direction.</summary>
    public required bool OpenOrAgreedBetween { get; init; }

    public required int OpenByFrom { get; init; }

    public required int OpenLimit { get; init; }

    public required int ExposureOfTo { get; init; }

    public required int ExposureCap { get; init; }

    public required DateOnly On { get; init; }

    public required AnswerTerm Term { get; init; }
}

internal enum IntroductionSide
{
    From,
    To,
}
