using System.Text.Json.Serialization;
using FluentValidation;
using Platform.Documents;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Purchases;
using Platform.Web.Errors;
using Platform.Web.Http;

namespace Platform.Rewards.Features.Purchases;

/// <summary>A buyer's declaration: a single request or one item of a batch.</summary>
internal sealed record PurchaseDeclaration(
    Guid? BuyerId,
    string? SupplierUbn,
    long? AmountTwd,
    DateOnly? PurchasedOn,
    string? VoucherNo,
    Series? Series,
    Cooperation? Cooperation,
    string? Description,
    IReadOnlyList<DocumentReference>? Evidence
)
{
    private const int MaxEvidence = 50;

    /// <summary>The declaration as the domain rules need it. The request must be valid.</summary>
    [JsonIgnore]
    public Declaration Claim => new(SupplierUbn!, AmountTwd!.Value, PurchasedOn!.Value, VoucherNo!, Series ?? Domain.Series.Social);

    internal sealed class Validator : AbstractValidator<PurchaseDeclaration>
    {
        public Validator()
        {
            RuleFor(request => request.BuyerId).NotNull();
            RuleFor(request => request.SupplierUbn).NotNull().Matches("^[0-9]{8}$");
            RuleFor(request => request.AmountTwd).NotNull().InclusiveBetween(1, Declarations.MaximumAmountTwd);
            RuleFor(request => request.PurchasedOn).NotNull();
            RuleFor(request => request.VoucherNo)
                .Text(100)
                .Must(voucher => voucher is null || VoucherNumber.Normalise(voucher).Length is > 0 and <= 100)
                .WithMessage(_ =>
                    Language.Localise(
                        "憑證號碼不可空白，最多 100 個字元。",
                        "A voucher number is not blank and has at most 100 characters."
                    )
                );
            RuleFor(request => request.Cooperation).NotNull();
            RuleFor(request => request.Description).Text(Texts.LongText);
            RuleFor(request => request.Evidence)
                .Must(evidence => evidence is null || evidence.Count <= MaxEvidence)
                .WithMessage(_ => Language.Localise($"證明文件最多 {MaxEvidence} 件。", $"At most {MaxEvidence} pieces of evidence."));
            RuleForEach(request => request.Evidence).SetValidator(new DocumentReferenceValidator());
        }
    }
}
