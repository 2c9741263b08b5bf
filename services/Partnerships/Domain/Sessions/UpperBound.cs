namespace Platform.Partnerships.Domain.Sessions;

/// <summary>
/// A total that no schedule can exceed. Slots are relaxed to the number of meetings that a participant, and the whole session, can have.
/// By linear programming duality, any non-negative prices y (per meeting of a participant) and p (per meeting of the session) bound every
/// schedule by Σ capacity·y + seats·p + Σ max(0, score − y − y′ − p). Coordinate descent and then subgradient steps look for good prices.
/// The bound itself is computed in whole numbers, so that rounding can never make it invalid.
/// </summary>
/// <param name="Total">The bound, in thousandths.</param>
/// <param name="Prices">The price of a meeting of each participant. Pairs with a score above both prices are those of a good
/// schedule.</param>
internal sealed record UpperBound(long Total, double[] Prices)
{
    private const int Rounds = 30;
    private const int Steps = 400;
    private const int StepsWithoutGain = 10;
    private const long Scale = 64;

    /// <summary>Returns a bound of the problem.</summary>
    /// <param name="problem">The session.</param>
    /// <param name="reached">The total of a schedule that was found; a bound cannot become lower than that.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    public static UpperBound Of(SessionProblem problem, long reached, CancellationToken cancellation)
    {
        var edgesOf = problem
            .Edges.SelectMany(edge => new[] { (Who: edge.One, Edge: edge), (Who: edge.Other, Edge: edge) })
            .ToLookup(entry => entry.Who, entry => entry.Edge);
        // Either the tables are scarce, or the participants' time.
        var priceOfScarceSeats = problem.Edges.Length > problem.Seats && problem.Seats > 0 ? problem.Edges[problem.Seats].Score : 0.0;
        var (best, prices, seatPrice) = new[] { priceOfScarceSeats, 0.0 }
            .Distinct()
            .Select(start => Descend(problem, edgesOf, start, reached, cancellation))
            .MinBy(found => found.Best.Total);
        var (stride, sinceBetter) = (0.5, 0);
        for (var step = 0; step < Steps && best.Total > reached; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var bound = Exact(problem, prices, seatPrice);
            sinceBetter++;
            if (bound < best.Total)
            {
                (best, sinceBetter) = (new UpperBound(bound, [.. prices]), 0);
            }

            if (sinceBetter >= StepsWithoutGain)
            {
                (stride, sinceBetter) = (stride / 2, 0);
            }

            seatPrice = Move(problem, prices, seatPrice, Math.Max(1, bound - reached) * stride);
        }

        return best;
    }

    private static (UpperBound Best, double[] Prices, double SeatPrice) Descend(
        SessionProblem problem,
        ILookup<int, Edge> edgesOf,
        double seatPrice,
        long reached,
        CancellationToken cancellation
    )
    {
        var prices = new double[problem.Participants];
        var best = new UpperBound(Exact(problem, prices, seatPrice), [.. prices]);
        for (var round = 0; round < Rounds && best.Total > reached; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            seatPrice = DescendOnce(problem, edgesOf, prices, seatPrice);
            if (Exact(problem, prices, seatPrice) is var bound && bound < best.Total)
            {
                best = new UpperBound(bound, [.. prices]);
            }
        }

        return (best, prices, seatPrice);
    }

    /// <summary>Moves each price half the way to the one that is best while the others stay. This never raises the bound.</summary>
    private static double DescendOnce(SessionProblem problem, ILookup<int, Edge> edgesOf, double[] prices, double seatPrice)
    {
        for (var participant = 0; participant < prices.Length; participant++)
        {
            var capacity = problem.CapacityOf(participant);
            double[] beyond =
            [
                .. edgesOf[participant].Select(edge => edge.Score - prices[edge.One == participant ? edge.Other : edge.One] - seatPrice),
            ];
            Array.Sort(beyond);
            var wanted = capacity < beyond.Length ? Math.Max(0, beyond[^(capacity + 1)]) : 0;
            prices[participant] = (prices[participant] + wanted) / 2;
        }

        if (problem.Edges.Length <= problem.Seats)
        {
            return 0;
        }

        var left = Array.ConvertAll(problem.Edges, edge => edge.Score - prices[edge.One] - prices[edge.Other]);
        Array.Sort(left);
        return (seatPrice + Math.Max(0, left[^(problem.Seats + 1)])) / 2;
    }

    /// <summary>Moves all prices one subgradient step and returns the price of a seat.</summary>
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

        // The price of a seat is part of every pair, so it moves as many times more slowly as there are participants.
        var seatPace = 1.0 / problem.Participants;
        var length = (seatPace * seatSlack * seatSlack) + slack.Sum(value => value * value);
        if (length == 0)
        {
            return seatPrice;
        }

        for (var i = 0; i < slack.Length; i++)
        {
            prices[i] = Math.Max(0, prices[i] - (gap / length * slack[i]));
        }

        return Math.Max(0, seatPrice - (gap / length * seatPace * seatSlack));
    }

    /// <summary>Computes the bound at these prices, rounded to 1/64 first.</summary>
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

        // Totals are whole numbers, so the bound is rounded down.
        return bound / Scale;
    }
}
