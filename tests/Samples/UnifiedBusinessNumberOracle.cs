namespace Platform.Samples.Tests;

/// <summary>The published check of a unified business number, written from the rule and not from the generator.</summary>
internal static class UnifiedBusinessNumberOracle
{
    private const string Weights = "12121241";

    public static bool IsValid(string ubn)
    {
        if (ubn.Length != 8 || ubn == "00000000" || !ubn.All(char.IsAsciiDigit))
        {
            return false;
        }

        var total = ubn.Zip(Weights, (digit, weight) => (digit - '0') * (weight - '0'))
            .SelectMany(product => product.ToString("D", System.Globalization.CultureInfo.InvariantCulture))
            .Sum(digit => digit - '0');
        return total % 5 == 0 || (ubn[6] == '7' && (total + 1) % 5 == 0);
    }
}
