using FluentValidation;
using Platform.Contracts;
using Platform.Registry.Domain.Organisations;
using Platform.Web.Http;

namespace Platform.Registry.Features.Organisations;

/// <summary>
/// The body with the facts of an organisation: from an applicant, from an owner who updates them, and from an NDJSON import.
/// </summary>
internal record OrganisationBody
{
    public string? Ubn { get; init; }

    public OtherIdentifier? OtherIdentifier { get; init; }

    public LegalForm? LegalForm { get; init; }

    public Bilingual? Name { get; init; }

    public Bilingual? Mission { get; init; }

    public string? CharterClause { get; init; }

    public string? County { get; init; }

    public IReadOnlyList<int>? Sdgs { get; init; }

    public Stage? Stage { get; init; }

    public IReadOnlyList<string>? Products { get; init; }

    public string? Website { get; init; }

    public Contact? Contact { get; init; }

    public DateOnly? FoundedOn { get; init; }

    public OrganisationFacts ToFacts() =>
        new()
        {
            Ubn = Ubn,
            OtherIdentifier = OtherIdentifier,
            LegalForm = LegalForm!.Value,
            Name = Name!,
            Mission = Mission!,
            CharterClause = CharterClause,
            County = County!,
            Sdgs = Sdgs!,
            Stage = Stage!.Value,
            Products = Products ?? [],
            Website = Website,
            Contact = Contact,
            FoundedOn = FoundedOn,
        };
}

/// <summary>Checks which members are required and how long they may be. <see cref="FactsRules"/> checks their values.</summary>
internal sealed class OrganisationBodyValidator : AbstractValidator<OrganisationBody>
{
    public OrganisationBodyValidator()
    {
        RuleFor(body => body.Ubn).Length(1, 20).When(body => body.Ubn is not null);
        RuleFor(body => body.OtherIdentifier!.Register).Text(200).When(body => body.OtherIdentifier is not null);
        RuleFor(body => body.OtherIdentifier!.Value).Text(100).When(body => body.OtherIdentifier is not null);
        RuleFor(body => body.LegalForm).NotNull();
        RuleFor(body => body.Name).Bilingual(Texts.ShortText);
        RuleFor(body => body.Mission).Bilingual(5_000);
        RuleFor(body => body.CharterClause).MaximumLength(5_000);
        RuleFor(body => body.County).Text(20);
        RuleFor(body => body.Sdgs).NotEmpty().Must(sdgs => sdgs is null || sdgs.Count <= 17);
        RuleFor(body => body.Stage).NotNull();
        RuleFor(body => body.Products).Must(products => products is null || products.Count <= 100);
        RuleForEach(body => body.Products).Text(Texts.ShortText);
        RuleFor(body => body.Website)
            .MaximumLength(500)
            .Must(website => website is null || Uri.TryCreate(website, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
        RuleFor(body => body.Contact!.Name).Text(Texts.ShortText).When(body => body.Contact is not null);
        RuleFor(body => body.Contact!.Email).Text(254).EmailAddress().When(body => body.Contact is not null);
        RuleFor(body => body.Contact!.Phone).MaximumLength(50).When(body => body.Contact is not null);
    }
}

/// <summary>A reason, which is stored and shown.</summary>
internal sealed record ReasonBody(string? Reason);

internal sealed class ReasonBodyValidator : AbstractValidator<ReasonBody>
{
    public ReasonBodyValidator() => RuleFor(body => body.Reason).Text(2_000);
}
