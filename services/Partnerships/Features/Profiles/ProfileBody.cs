using System.Text.Json.Serialization;
using FluentValidation;
using Platform.Contracts;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Errors;
using Platform.Web.Http;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>The request body of a profile. With <c>organisationId</c>, values from the registry may be omitted.</summary>
internal sealed record ProfileBody
{
    public ProfileKind? Kind { get; init; }

    public Guid? OrganisationId { get; init; }

    [JsonConverter(typeof(BilingualOrText))]
    public Bilingual? Name { get; init; }

    public string? Economy { get; init; }

    public string? TimeZone { get; init; }

    public IReadOnlyList<string>? Languages { get; init; }

    public IReadOnlyList<int>? Sdgs { get; init; }

    public IReadOnlyList<string>? Sectors { get; init; }

    public IReadOnlyList<string>? Offers { get; init; }

    public IReadOnlyList<string>? Needs { get; init; }

    public IReadOnlyList<Intent>? Intent { get; init; }

    public Stage? Stage { get; init; }

    public IReadOnlyList<string>? MarketsSought { get; init; }

    public VetoesBody? Vetoes { get; init; }

    public IReadOnlyList<AvailabilityWindow>? Availability { get; init; }

    [JsonConverter(typeof(BilingualOrText))]
    public Bilingual? Summary { get; init; }

    public ContactBody? Contact { get; init; }

    public ProfileDraft ToDraft() =>
        new()
        {
            Kind = Kind!.Value,
            Name = Name,
            Economy = Economy,
            TimeZone = TimeZone,
            Languages = Languages ?? [],
            Sdgs = Sdgs ?? [],
            Sectors = Sectors ?? [],
            Offers = Offers ?? [],
            Needs = Needs ?? [],
            Intent = Intent ?? [],
            Stage = Stage,
            MarketsSought = MarketsSought ?? [],
            VetoedEconomies = Vetoes?.Economies ?? [],
            VetoedKinds = Vetoes?.Kinds ?? [],
            Availability = Availability ?? [],
            Summary = Summary,
        };

    internal sealed record VetoesBody(IReadOnlyList<string>? Economies, IReadOnlyList<ProfileKind>? Kinds);

    internal sealed record ContactBody(string? Name, string? Email, string? Phone);
}

/// <summary>Checks which members are present. <see cref="ProfileRules"/> checks their values.</summary>
internal sealed class ProfileBodyValidator : AbstractValidator<ProfileBody>
{
    private const int MaxTextLength = 4_000;

    public ProfileBodyValidator()
    {
        RuleFor(body => body.Kind).NotNull();
        RuleFor(body => body.Name).Bilingual(Texts.ShortText).When(body => body.OrganisationId is null || body.Name is not null);
        RuleFor(body => body.Economy).NotEmpty().When(body => body.OrganisationId is null);
        RuleFor(body => body.TimeZone).NotEmpty().When(body => body.OrganisationId is null);
        RuleFor(body => body.Languages).NotEmpty().When(body => body.OrganisationId is null);
        RuleFor(body => body.Sdgs).NotEmpty().When(body => body.OrganisationId is null);
        RuleFor(body => body.Intent).NotEmpty();
        RuleFor(body => body.Offers)
            .Must((body, offers) => offers?.Count > 0 || body.Needs?.Count > 0)
            .WithMessage(_ => Language.Localise("offers 與 needs 至少填一項。", "Name at least one offer or need."));
        RuleFor(body => body.Summary).Bilingual(MaxTextLength);
        RuleFor(body => body.Contact).NotNull();
        RuleFor(body => body.Contact!.Name).Text(Texts.ShortText).When(body => body.Contact is not null);
        RuleFor(body => body.Contact!.Email).Text(254).When(body => body.Contact is not null);
        RuleFor(body => body.Contact!.Phone).MaximumLength(50).When(body => body.Contact is not null);
    }
}
