using System.Text.Json;
using FluentValidation;
using Microsoft.Extensions.Options;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Platform.Rewards.Features.Purchases;

/// <summary>
/// Declares up to a thousand purchases. Each item is validated and answered separately, so an invalid item does not affect the others.
/// </summary>
internal sealed record DeclarePurchases(IReadOnlyList<JsonElement>? Items)
{
    private const int MaxItems = 1_000;

    /// <summary>The result of one item: 201 with the purchase, or the problem.</summary>
    internal sealed record DeclaredItem(int Index, int Status, Guid? Id, string? Code, PurchaseView? Purchase, Problem? Problem);

    internal sealed record DeclaredItems(IReadOnlyList<DeclaredItem> Items);

    public static void Map(RouteGroupBuilder purchases) =>
        purchases.MapPost("batch", HandleAsync).For(Roles.Buyer).WithSummary("Declare up to 1,000 purchases, with a result for each");

    private static async Task<Answer<DeclaredItems>> HandleAsync(
        DeclarePurchases request,
        Command command,
        PurchaseRegister register,
        IValidator<PurchaseDeclaration> validator,
        IOptions<JsonOptions> json
    )
    {
        var results = new DeclaredItem[request.Items!.Count];
        var sound = new List<(int Index, PurchaseDeclaration Item)>();
        for (var i = 0; i < results.Length; i++)
        {
            if (Read(request.Items[i], i, json.Value.SerializerOptions, validator, out var item) is { } problem)
            {
                results[i] = Refused(i, problem);
            }
            else
            {
                sound.Add((i, item!));
            }
        }

        var declared = await register.DeclareAsync([.. sound.Select(entry => entry.Item)], command);
        for (var i = 0; i < declared.Length; i++)
        {
            var index = sound[i].Index;
            results[index] = declared[i].Succeeded(out var purchase, out var refused)
                ? new DeclaredItem(index, StatusCodes.Status201Created, purchase.Id, null, PurchaseView.Of(purchase), null)
                : Refused(index, Problems.Of(refused.Path is { } path ? refused with { Path = Within(index, path) } : refused));
        }
        return new DeclaredItems(results);
    }

    private static Problem? Read(
        JsonElement element,
        int index,
        JsonSerializerOptions json,
        IValidator<PurchaseDeclaration> validator,
        out PurchaseDeclaration? item
    )
    {
        item = null;
        try
        {
            item = element.Deserialize<PurchaseDeclaration>(json);
        }
        catch (JsonException exception)
        {
            return Problems.Of(
                PlatformErrors.Malformed,
                errors: new Dictionary<string, string[]>
                {
                    [Within(index, exception.Path ?? "$")] =
                    [
                        Language.Localise("欄位不明、缺漏或型別不符。", "An unknown member or a wrong type."),
                    ],
                }
            );
        }
        if (item is null)
        {
            return Problems.Of(PlatformErrors.Malformed with { Path = Within(index, "$") });
        }

        var failures = validator.Validate(item).Errors;
        return failures.Count == 0
            ? null
            : Problems.Of(
                PlatformErrors.Invalid,
                errors: failures
                    .GroupBy(failure => Within(index, JsonPaths.Of(failure.PropertyName)), failure => failure.ErrorMessage)
                    .ToDictionary(group => group.Key, group => group.Distinct().ToArray())
            );
    }

    private static DeclaredItem Refused(int index, Problem problem) => new(index, problem.Status, null, problem.Code, null, problem);

    private static string Within(int index, string path) => $"$.items[{index}]{path[1..]}";

    internal sealed class Validator : AbstractValidator<DeclarePurchases>
    {
        public Validator() =>
            RuleFor(request => request.Items)
                .Must(items => items is { Count: >= 1 and <= MaxItems })
                .WithMessage(_ => Language.Localise($"一次申報 1 至 {MaxItems} 筆。", $"1 to {MaxItems} items at a time."));
    }
}
