namespace Platform.Benchmarks;

/// <summary>The nearest-rank percentiles of what was measured.</summary>
internal static class Percentiles
{
    public static double Percentile(this IEnumerable<double> values, double percent)
    {
        double[] ordered = [.. values.Order()];
        return ordered[Math.Clamp((int)Math.Ceiling(percent / 100 * ordered.Length) - 1, 0, ordered.Length - 1)];
    }

    public static double Median(this IEnumerable<double> values) => values.Percentile(50);
}
