namespace Platform.Domain;

/// <summary>
/// The unified business number (統一編號, UBN): eight digits with a check rule, given to companies, firms and other
/// organisations by the Ministry of Finance.
/// </summary>
/// <remarks>
/// Source of the rule: 財政部財政資訊中心, 統一編號檢查碼邏輯修正說明, in force since 2023-04-01. Each digit is multiplied by its
/// weight (1, 2, 1, 2, 1, 2, 4, 1) and the digits of every product are added; the number is valid when the total is divisible
/// by 5 (before that date: by 10, so every older number stays valid). When the seventh digit is 7 its product, 28, adds up to 10,
/// which counts as either of its digits: then the total or the total plus one may be divisible.
/// </remarks>
public static class Ubn
{
    /// <summary>The number of digits of a UBN.</summary>
    public const int Length = 8;

    private const string Unassigned = "00000000";

    private static ReadOnlySpan<int> Weights => [1, 2, 1, 2, 1, 2, 4, 1];

    /// <summary>
    /// Returns whether <paramref name="ubn"/> is eight ASCII digits that satisfy the check rule. <c>00000000</c> satisfies the arithmetic
    /// but is never assigned, and is refused. A valid number is not necessarily assigned.
    /// </summary>
    /// <param name="ubn">The number as written, without spaces; <see langword="null"/> is not valid.</param>
    public static bool IsValid(string? ubn)
    {
        if (ubn is not { Length: Length } || ubn == Unassigned)
        {
            return false;
        }

        var total = 0;
        for (var i = 0; i < Length; i++)
        {
            if (!char.IsAsciiDigit(ubn[i]))
            {
                return false;
            }

            var product = (ubn[i] - '0') * Weights[i];
            total += product / 10 + product % 10;
        }
        return total % 5 == 0 || (ubn[6] == '7' && (total + 1) % 5 == 0);
    }
}
