namespace Platform.Samples;

/// <summary>
/// Generates valid unified business numbers (統一編號), each once. The weighted digit sum of a number issued before 2023-04-01 is divisible by
/// 10; since then it is divisible by 5, because numbers were running out. Both are valid today.
/// </summary>
internal static class UnifiedBusinessNumbers
{
    private const int Stems = 10_000_000;

    // The step is coprime to 10⁷, so counting upwards reaches every stem once, in no visible order.
    private const long Step = 6_180_339;
    private const long Start = 4_831_907;

    // The stems of the numbers that tests and examples register by hand.
    private static readonly int[] Reserved = [2_209_913, 459_525, 1_045_857, 50_150];

    private static readonly DateOnly FivesFrom = new(2023, 4, 1);

    /// <summary>The number of different results.</summary>
    public const int Capacity = Stems - 10;

    public static string At(int index, DateOnly givenOn)
    {
        var stem = (int)((Start + index * Step) % Stems);
        if (stem == 0 || Array.IndexOf(Reserved, stem) >= 0)
        {
            // No index reaches the last stems of the walk: they replace the reserved ones.
            stem = (int)((Start + (Stems - 1L - (stem == 0 ? 4 : Array.IndexOf(Reserved, stem))) * Step) % Stems);
        }

        Span<char> number = stackalloc char[8];
        var total = 0;
        for (var position = 6; position >= 0; position--, stem /= 10)
        {
            var digit = stem % 10;
            number[position] = (char)('0' + digit);
            var product = digit * (position == 6 ? 4 : position % 2 + 1);
            total += product / 10 + product % 10;
        }

        var missing = (10 - total % 10) % 10;
        number[7] = (char)('0' + (givenOn < FivesFrom ? missing : (missing + 5) % 10));
        return new string(number);
    }
}
