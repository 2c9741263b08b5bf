using Platform.Documents;
using Platform.Rewards.Data;
using Platform.Rewards.Domain.Rules;
using Platform.Rewards.Features.Awards;
using Platform.Rewards.Features.Buyers;
using Platform.Rewards.Features.OpenData;
using Platform.Rewards.Features.Purchases;
using Platform.Rewards.Features.Rules;
using Platform.Rewards.Features.SelfChecks;
using Platform.Rewards.Features.Standings;
using Platform.Rewards.Features.Totals;
using Platform.Rewards.Features.Years;
using Platform.Web;
using Platform.Web.Http;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Platform.Rewards;

/// <summary>The rewards service: purchases, standings and awards.</summary>
public static class RewardsModule
{
    /// <summary>Adds the services of rewards.</summary>
    public static void AddRewards(this IHostApplicationBuilder builder)
    {
        builder.AddService<RewardsDbContext>("rewards");
        builder.AddSettings<RewardsOptions>("Rewards");
        builder.Services.Configure<JsonOptions>(json => RuleSetJson.Configure(json.SerializerOptions));
        builder.Services.AddScoped<RuleBook>().AddScoped<YearLedger>().AddScoped<SupplierLedger>();
        builder.Services.AddScoped<PurchaseRegister>().AddScoped<Purchases>().AddScoped<Buyers>().AddScoped<RuleSets>().AddScoped<Years>();
        builder.Services.AddScoped<RecomputedResults>().AddScoped<OcdsPackage>();
        builder.Services.AddScoped<PublishedStandings>().AddSingleton<StandingsCache>();
        builder.Services.AddSingleton(_ => new CostlyAnswers<(int Year, int Version), RecomputedResult>(TimeProvider.System));
        builder.Services.AddSingleton(_ => new CostlyAnswers<string, GetTotals.Totals>(TimeProvider.System));
        builder.Services.AddScoped<YearCheck>().AddScoped<SupplierCheck>().AddHostedService<SelfCheckWorker>();
    }

    /// <summary>Maps the endpoints of rewards.</summary>
    public static void MapRewards(this WebApplication app)
    {
        var api = app.MapService();
        api.MapDocuments(OpenEvidence.Rule);

        var buyers = api.MapGroup("buyers").WithTags("Buyers");
        RegisterBuyer.Map(buyers);
        GetBuyer.Map(buyers);
        VerifyBuyer.Map(buyers);

        var purchases = api.MapGroup("purchases").WithTags("Purchases");
        DeclarePurchase.Map(purchases);
        DeclarePurchases.Map(purchases);
        ListPurchases.Map(purchases);
        ConfirmPurchase.Map(purchases);
        DisputePurchase.Map(purchases);
        AcceptPurchase.Map(purchases);
        RejectPurchase.Map(purchases);
        ReversePurchase.Map(purchases);

        var years = api.MapGroup("years").WithTags("Award years");
        GetRules.Map(years);
        PutRules.Map(years);
        GetStandings.Map(years);
        CloseYear.Map(years);
        RestateYear.Map(years);
        ListResults.Map(years);

        var awards = api.MapGroup("awards").WithTags("Awards");
        ListAwards.Map(awards);
        VerifyAward.Map(awards);
        ShowCertificate.Map(awards);

        GetRulesSchema.Map(api);
        ListSelfChecks.Map(api);
        GetTotals.Map(api);
        PublishOcds.Map(api);
    }
}
