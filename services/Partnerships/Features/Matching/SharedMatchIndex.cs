using Platform.Partnerships.Domain.Matching;

namespace Platform.Partnerships.Features.Matching;

/// <summary>A match index for many requests: searches run concurrently; changes are exclusive.</summary>
internal sealed class SharedMatchIndex(Matcher matcher) : IDisposable
{
    private readonly ReaderWriterLockSlim use = new();
    private readonly MatchIndex index = new(matcher);

    public void Dispose() => use.Dispose();

    /// <summary>Changes the index when no search runs.</summary>
    public void Change(Action<MatchIndex> change)
    {
        use.EnterWriteLock();
        try
        {
            change(index);
        }
        finally
        {
            use.ExitWriteLock();
        }
    }

    /// <summary>Returns the best counterparts by total score, ties by id.</summary>
    public IReadOnlyList<Match> Best(MatchSubject self, DeclinedPairs declined, int limit)
    {
        use.EnterReadLock();
        try
        {
            return index.Best(self, declined, limit);
        }
        finally
        {
            use.ExitReadLock();
        }
    }

    /// <summary>Returns the best counterparts by total score, ties by id, without profiles that have reached the exposure cap.</summary>
    /// <param name="self">The profile that is searched for.</param>
    /// <param name="declined">The pairs of which one side declined an introduction.</param>
    /// <param name="limit">The most matches to return.</param>
    /// <param name="findExposed">Returns which of these profiles have reached the exposure cap.</param>
    public async Task<IReadOnlyList<Match>> BestAsync(
        MatchSubject self,
        DeclinedPairs declined,
        int limit,
        Func<IReadOnlyList<Guid>, Task<IReadOnlySet<Guid>>> findExposed
    )
    {
        // Exposure is counted only for the best candidates. If too few remain, the search repeats with more candidates.
        for (var wanted = limit + (limit / 2); ; wanted *= 2)
        {
            var best = Best(self, declined, wanted);
            var exposed = await findExposed([.. best.Select(match => match.Other.Id)]);
            var free = best.Where(match => !exposed.Contains(match.Other.Id)).Take(limit).ToList();
            if (free.Count == limit || best.Count < wanted)
            {
                return free;
            }
        }
    }
}
