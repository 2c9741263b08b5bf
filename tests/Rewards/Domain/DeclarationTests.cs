using FsCheck;
using FsCheck.Fluent;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Purchases;
using Platform.Rewards.Domain.Rules;

namespace Platform.Rewards.Tests.Domain;

public sealed class DeclarationTests
{
    private static readonly Declaration Sound = new("22099131", 12_000, new DateOnly(2025, 6, 30), "AB-12345678", Series.Social);

    private static readonly DeclarationFacts Facts = new(
        new DateOnly(2025, 7, 1),
        BuyerStatus.Pending,
        "04595257",
        ["10458574"],
        Samples.Rules(2025),
        false,
        [new StatusPoint(new DateOnly(2025, 6, 30), SupplierStatus.Registered)]
    );

    [Fact]
    public void A_sound_purchase_of_a_pending_buyer_is_taken_on_the_first_day_of_the_registration() =>
        Assert.Equal("22099131|20250630|12000|AB-12345678", Declarations.Decide(Sound, Facts).Value.Voucher);

    [Fact]
    public void Each_ground_of_refusal_has_its_code()
    {
        Assert.Equal("rewards.buyer-refused", Refusal(Sound, Facts with { BuyerStatus = BuyerStatus.Refused }));
        Assert.Equal("rewards.out-of-period", Refusal(Sound with { PurchasedOn = new DateOnly(2025, 7, 2) }, Facts));
        Assert.Equal("rewards.no-rules", Refusal(Sound, Facts with { Rules = null }));
        Assert.Equal("rewards.year-closed", Refusal(Sound, Facts with { YearClosed = true }));
        Assert.Equal(
            "rewards.out-of-period",
            Refusal(Sound, Facts with { Rules = Facts.Rules! with { EffectiveTo = new DateOnly(2025, 6, 29) } })
        );
        Assert.Equal("rewards.self-purchase", Refusal(Sound, Facts with { BuyerUbn = "22099131" }));
        Assert.Equal("rewards.affiliate", Refusal(Sound with { SupplierUbn = "10458574" }, Facts));
        Assert.Equal("rewards.supplier-not-registered", Refusal(Sound with { PurchasedOn = new DateOnly(2025, 6, 29) }, Facts));
        Assert.Equal("rewards.supplier-not-registered", Refusal(Sound, Facts with { Supplier = [] }));
    }

    [Fact]
    public void Each_exclusion_can_be_switched_off_for_a_year()
    {
        var off = new Exclusions
        {
            SelfPurchase = false,
            Affiliate = false,
            SupplierNotRegistered = false,
            OutOfPeriod = false,
            Duplicate = false,
            Refund = false,
        };
        var facts = Facts with { Rules = Facts.Rules! with { Exclusions = off, EffectiveFrom = new DateOnly(2025, 7, 1) } };

        Assert.Null(Refusal(Sound, facts with { BuyerUbn = "22099131" }));
        Assert.Null(Refusal(Sound with { SupplierUbn = "10458574" }, facts));
        Assert.Null(Refusal(Sound with { PurchasedOn = new DateOnly(2025, 1, 2) }, facts));
        Assert.Null(Declarations.Decide(Sound, facts).Value.Voucher);
        Assert.All(Enum.GetValues<ReasonCode>(), code =>
            Assert.Equal(code is ReasonCode.Other or ReasonCode.InsufficientEvidence, Declarations.RefuseGround(code, off) is null)
        );
        Assert.All(Enum.GetValues<ReasonCode>(), code => Assert.Null(Declarations.RefuseGround(code, new Exclusions())));
    }

    [Theory]
    [InlineData("ab12345678")]
    [InlineData("  AB12345678 ")]
    [InlineData("ＡＢ１２３４５６７８")]
    [InlineData("　ａb12345678\t")]
    public void A_voucher_is_the_same_however_it_is_typed(string written) => Assert.Equal("AB12345678", VoucherNumber.Normalise(written));

    [Fact]
    public void Normalising_a_voucher_twice_changes_nothing_and_no_text_makes_it_throw() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(Gen.Choose(0, 0xFFFF).Select(c => (char)c).ArrayOf().Select(chars => new string(chars)).ToArbitrary(), written =>
                VoucherNumber.Normalise(VoucherNumber.Normalise(written)) == VoucherNumber.Normalise(written)
            )
        );

    [Fact]
    public void A_voucher_and_a_file_are_claimed_once()
    {
        var claims = new LiveClaims(["A"], ["f1"]);

        Assert.Equal("rewards.duplicate-voucher", claims.Claim("A", [])?.Code);
        Assert.Equal("rewards.duplicate-evidence", claims.Claim("B", ["f2", "f1"])?.Code);
        Assert.Null(claims.Claim(null, ["f2"]));
        Assert.Null(claims.Claim(null, []));
        Assert.Equal("rewards.duplicate-evidence", claims.Claim(null, ["f2"])?.Code);
    }

    private static string? Refusal(Declaration declaration, DeclarationFacts facts) => Declarations.Decide(declaration, facts).Error?.Code;
}
