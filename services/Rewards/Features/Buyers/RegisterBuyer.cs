using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Platform.Contracts;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using UbnRule = Platform.ServiceDefaults.Identifiers.Ubn;

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

    private static async Task<Answer<BuyerView>> HandleAsync(
        RegisterBuyer request,
        Caller caller,
        RewardsDbContext db,
        IHostEnvironment environment,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (request.Ubn is { } ubn && !UbnRule.IsValid(ubn))
        {
            return RewardsErrors.UbnInvalid(ubn, "$.ubn");
        }

        var affiliates = request.Affiliates ?? [];
        for (var i = 0; i < affiliates.Count; i++)
        {
            if (!UbnRule.IsValid(affiliates[i]))
            {
                return RewardsErrors.UbnInvalid(affiliates[i], $"$.affiliates[{i}]");
            }
        }

        var now = clock.GetUtcNow();
        var buyer = new BuyerRow
        {
            Id = Guid.CreateVersion7(),
            Party = caller.Party,
            Ubn = request.Ubn,
            Name = request.Name!,
            Kind = request.Kind!.Value,
            IsSme = request.IsSme!.Value,
            Affiliates = [.. affiliates.Distinct().Order(StringComparer.Ordinal)],
            Status = BuyerStatus.Pending,
            RegisteredAt = now,
        };
        db.Buyers.Add(buyer);
        if (environment.IsDevelopment())
        {
            buyer.Status = BuyerStatus.Verified;
            buyer.DecidedAt = now;
            db.PublishVerified(buyer, now);
        }
        await db.SaveChangesAsync(cancellationToken);
        return Answer.At($"/api/rewards/v1/buyers/{buyer.Id}", BuyerView.Of(buyer));
    }

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
