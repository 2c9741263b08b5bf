using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Platform.Contracts;
using Platform.Domain;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;
using UbnRule = Platform.Domain.Ubn;

namespace Platform.Rewards.Features.Buyers;

/// <summary>Registers a buyer. It is pending until a reviewer has verified it; in Development it is verified at once.</summary>
internal sealed record RegisterBuyer(
    string? Ubn,
    [property: JsonConverter(typeof(RegisterBuyer.NameConverter))] Bilingual? Name,
    BuyerKind? Kind,
    bool? IsSme,
    IReadOnlyList<string>? Affiliates
)
{
    private const int MaxAffiliates = 1_000;

    public static void Map(RouteGroupBuilder buyers) =>
        buyers.MapPost("", HandleAsync).For(Roles.Buyer).Creates().Refuses("rewards.ubn-invalid").WithSummary("Register as a buyer");

    private static async Task<Answer<BuyerView>> HandleAsync(RegisterBuyer request, Command command, Buyers buyers) =>
        request.RefuseUbns() is { } refused ? refused : await buyers.RegisterAsync(request.ToRow(command), command);

    private DomainError? RefuseUbns()
    {
        if (Ubn is not null && !UbnRule.IsValid(Ubn))
        {
            return RewardsErrors.UbnInvalid(Ubn, "$.ubn");
        }

        var index = (Affiliates ?? []).ToList().FindIndex(affiliate => !UbnRule.IsValid(affiliate));
        return index < 0 ? null : RewardsErrors.UbnInvalid(Affiliates![index], $"$.affiliates[{index}]");
    }

    private BuyerRow ToRow(Command command) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Party = command.Caller.Party,
            Ubn = Ubn,
            Name = Name!,
            Kind = Kind!.Value,
            IsSme = IsSme!.Value,
            Affiliates = [.. (Affiliates ?? []).Distinct().Order(StringComparer.Ordinal)],
            Status = BuyerStatus.Pending,
            RegisteredAt = command.Now,
        };

    internal sealed class Validator : AbstractValidator<RegisterBuyer>
    {
        public Validator()
        {
            RuleFor(request => request.Name).Bilingual(Texts.ShortText);
            RuleFor(request => request.Kind).NotNull();
            RuleFor(request => request.IsSme).NotNull();
            RuleFor(request => request.Affiliates)
                .Must(affiliates => affiliates is null || affiliates.Count <= MaxAffiliates)
                .WithMessage(_ => Language.Localise($"關係企業最多 {MaxAffiliates} 家。", $"At most {MaxAffiliates} affiliates."));
        }
    }

    /// <summary>Reads a name from an object, or from plain text as its Chinese form.</summary>
    internal sealed class NameConverter : JsonConverter<Bilingual>
    {
        public override Bilingual? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String
                ? new Bilingual { Zh = reader.GetString() }
                : JsonSerializer.Deserialize<Bilingual>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Bilingual value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, options);
    }
}
