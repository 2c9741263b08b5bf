namespace Platform.Partnerships.Domain.Sessions;

/// <summary>
/// A total that no schedule can exceed. Slots are relaxed to how many meetings a participant, and the whole session, can have; by
/// linear programming duality any non-negative prices y (per meeting of a participant) and p (per meeting of the session) then bound every schedule by
/// Σ capacity·y + seats·p + Σ max(0, score − y − y′ − p). Subgradient steps look for good prices; the bound is recomputed exactly in whole
/// numbers, so that rounding can never make it invalid.
/// </summary>
internal static class UpperBound
{
    private const int Steps = 400;
    private const long Scale = 64;

    public static long Of(SessionProblem problem, long reached, CancellationToken cancellation)
    {
        var prices = new double[problem.Participants];
        var seatPrice = problem.Edges.Count > problem.Seats && problem.Seats > 0 ? problem.Edges[problem.Seats].Score : 0.0;
        var best = Exact(problem, prices, 0);
        var stride = 1.0;
        var sinceBetter = 0;
        for (var step = 0; step < Steps && best > reached; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var bound = Exact(problem, prices, seatPrice);
            sinceBetter = bound < best ? 0 : sinceBetter + 1;
            best = Math.Min(best, bound);
            if (sinceBetter >= 10)
            {
                stride /= 2;
                sinceBetter = 0;
            }

            seatPrice = Move(problem, prices, seatPrice, Math.Max(1, bound - reached) * stride);
        }

        return best;
    }

    private static double Move(SessionProblem problem, double[] prices, double seatPrice, double gap)
    {
        var slack = new double[problem.Participants];
        for (var i = 0; i < slack.Length; i++)
        {
            slack[i] = problem.CapacityOf(i);
        }

        double seatSlack = problem.Seats;
        foreach (var edge in problem.Edges)
        {
            if (edge.Score > prices[edge.One] + prices[edge.Other] + seatPrice)
            {
                slack[edge.One]--;
                slack[edge.Other]--;
                seatSlack--;
            }
        }

        var length = (seatSlack * seatSlack) + slack.Sum(value => value * value);
        if (length == 0)
        {
            return seatPrice;
        }

        for (var i = 0; i < slack.Length; i++)
        {
            prices[i] = Math.Max(0, prices[i] - (gap / length * slack[i]));
        }

        return Math.Max(0, seatPrice - (gap / length * seatSlack));
    }

    private static long Exact(SessionProblem problem, double[] prices, double seatPrice)
    {
        var whole = Array.ConvertAll(prices, price => (long)Math.Round(price * Scale));
        var wholeSeat = (long)Math.Round(seatPrice * Scale);
        var bound = wholeSeat * problem.Seats;
        for (var i = 0; i < whole.Length; i++)
        {
            bound += whole[i] * problem.CapacityOf(i);
        }

        foreach (var edge in problem.Edges)
        {
            bound += Math.Max(0, (edge.Score * Scale) - whole[edge.One] - whole[edge.Other] - wholeSeat);
        }

        // Totals are whole numbers: whatever is below the next one is not reachable.
        return bound / Scale;
    }
}
