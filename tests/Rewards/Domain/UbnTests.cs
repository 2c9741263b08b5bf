using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Platform.Domain;

namespace Platform.Rewards.Tests.Domain;

public sealed class UbnTests
{
    [Theory]
    [InlineData("22099131")]
    [InlineData("04595257")]
    [InlineData("04595252")]
    [InlineData("10458574")]
    [InlineData("10458575")]
    [InlineData("10458570")]
    public void A_number_that_satisfies_the_rule_of_2023_is_valid(string ubn) => Assert.True(Ubn.IsValid(ubn));

    [Theory]
    [InlineData("10458571")]
    [InlineData("10458576")]
    [InlineData("00501502")]
    [InlineData("00000000")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("2209913")]
    [InlineData("220991310")]
    [InlineData(" 2209913")]
    [InlineData("2209913a")]
    [InlineData("２２０９９１３１")]
    public void A_number_that_breaks_the_rule_is_not_valid(string? ubn) => Assert.False(Ubn.IsValid(ubn));

    [Fact]
    public void Of_ten_last_digits_two_are_valid_and_four_when_the_seventh_digit_is_seven() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(1, 9_999_999).ToArbitrary(), stem =>
            {
                var seven = stem.ToString("D7", CultureInfo.InvariantCulture);
                var valid = Enumerable.Range(0, 10).Where(last => Ubn.IsValid($"{seven}{last}")).ToArray();
                // Only the last digit (weight 1) varies, so the valid ones are five apart.
                return seven[6] == '7'
                    ? valid.Length == 4 && valid.Take(2).All(v => valid.Contains(v + 5))
                    : valid.Length == 2 && valid[1] - valid[0] == 5;
            }));

    [Fact]
    public void Changing_one_digit_of_weight_one_by_one_never_leaves_a_valid_number_valid_unless_the_seventh_digit_is_seven() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Gen.Choose(1, 99_999_999)
                    .Select(n => n.ToString("D8", CultureInfo.InvariantCulture))
                    .Where(u => Ubn.IsValid(u) && u[6] != '7')
                    .ToArbitrary(),
                ubn =>
                    new[] { 0, 2, 4, 7 }.All(place =>
                    {
                        var digit = ubn[place] - '0';
                        var other = digit == 9 ? 8 : digit + 1;
                        return !Ubn.IsValid(
                            string.Concat(ubn.AsSpan(0, place), other.ToString(CultureInfo.InvariantCulture), ubn.AsSpan(place + 1))
                        );
                    })
            )
        );
}
