namespace Platform.Partnerships.Data;

internal sealed record UnplacedPair(Guid One, Guid Other, int Score);
