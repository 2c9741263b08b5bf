using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Platform.Data;
using Platform.Harness;
using Platform.Messaging;

namespace Platform.Contracts.Tests;

/// <summary>One service on an empty database that takes events, and says what has become of its rows.</summary>
internal sealed partial class ProjectedService(string name) : TestService(Modules.Of(name).Add, Modules.Of(name).Map)
{
    // Not made from events, or only the account of having had them.
    private static readonly HashSet<string> Left =
    [
        "OutboxMessage",
        "InboxMessage",
        "IdempotencyRecord",
        "AuditEntry",
        "SigningKey",
        "App",
    ];

    /// <summary>
    /// The service with what it needs of its own before the events come; and the history of the organisations that it then knows.
    /// </summary>
    public static async Task<(ProjectedService Service, Histories History)> StartAsync(string name)
    {
        var service = new ProjectedService(name);
        await service.InitializeAsync();
        var history = new Histories(
            Guid.Parse("0198c0de-0000-7000-8000-0000000000f1"),
            Guid.Parse("0198c0de-0000-7000-8000-0000000000f2")
        );
        switch (name)
        {
            case "Registry":
                history = new(await service.RegisterAsync("04595257"), await service.RegisterAsync("10458574"));
                break;
            case "Rewards":
                await service.ReceiveAsync(history.Registered);
                await service.DeclarePurchaseAsync("04595257");
                break;
            case "Partnerships":
                await service.ReceiveAsync(history.Registered);
                await service.CreateProfileAsync(history.First);
                break;
        }

        return (service, history);
    }

    public Task ReceiveAsync(EventEnvelope envelope) => DeliverAsync(envelope);

    /// <summary>
    /// Every row, in the order of its text. What differs from run to run anyway is made alike: ids that nobody named, and the present
    /// time.
    /// </summary>
    public async Task<string> RowsAsync(Histories history, bool withVersions = true)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        var lines = new List<string>();
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => !Left.Contains(entity.ClrType.Name)))
        {
            foreach (
                var row in await ((IQueryable<object>)SetOf.MakeGenericMethod(entity.ClrType).Invoke(db, null)!)
                    .AsNoTracking()
                    .ToListAsync()
            )
            {
                var values = entity
                    .GetProperties()
                    .Where(property => IsCompared(property, withVersions))
                    .Select(property => $"{property.Name}={Text(property, row)}");
                lines.Add($"{entity.ClrType.Name} {string.Join(' ', values)}");
            }
        }

        return string.Join('\n', lines.Select(Alike).Order(StringComparer.Ordinal));

        string Alike(string line) =>
            Now()
                .Replace(
                    AnyId()
                        .Replace(
                            line.Replace(history.First.ToString(), "first", StringComparison.Ordinal)
                                .Replace(history.Second.ToString(), "second", StringComparison.Ordinal),
                            "id"
                        ),
                    "now"
                );
    }

    private static System.Reflection.MethodInfo SetOf { get; } = typeof(DbContext).GetMethod(nameof(DbContext.Set), 1, [])!;

    // A row's own version counts its changes, and an event that is out of date changes nothing; the version of what was heard is to be the
    // same.
    private static bool IsCompared(IProperty property, bool withVersions) =>
        property.Name is not ("Position" or "Mailed")
        && !(property.Name == nameof(IVersioned.Version) && property.DeclaringType.ClrType.IsAssignableTo(typeof(IVersioned)))
        && (withVersions || !property.Name.EndsWith("Version", StringComparison.Ordinal));

    private static string Text(IProperty property, object row) =>
        JsonSerializer.Serialize(property.PropertyInfo?.GetValue(row), EventTypes.Json);

    private async Task<Guid> RegisterAsync(string ubn)
    {
        const string applications = "/api/registry/v1/applications";
        var application = (
            await As(Accounts.Org1)
                .Post(
                    applications,
                    new
                    {
                        ubn,
                        legalForm = "company",
                        name = new { zh = "好日子社會企業" },
                        mission = new { zh = "讓偏鄉長者安心生活" },
                        charterClause = "第三條",
                        county = "花蓮縣",
                        sdgs = new[] { 3, 11 },
                        stage = "sustainableOperation",
                        products = new[] { "送餐" },
                        contact = new { name = "林小姐", email = "lin@gooddays.example" },
                        foundedOn = "2018-05-01",
                    }
                )
        ).Expect(HttpStatusCode.Created).Id;
        (await As(Accounts.Org1).Post($"{applications}/{application}/submit")).Expect(HttpStatusCode.OK);
        return (await As(Accounts.Registrar).Post($"{applications}/{application}/accept")).Expect(HttpStatusCode.OK)[
            "organisationId"
        ]!.GetValue<Guid>();
    }

    private async Task DeclarePurchaseAsync(string supplierUbn)
    {
        var buyer = (
            await As(Accounts.Buyer1)
                .Post(
                    "/api/rewards/v1/buyers",
                    new
                    {
                        ubn = "10458570",
                        name = new { zh = "大方公司" },
                        kind = "company",
                        isSme = true,
                        affiliates = Array.Empty<string>(),
                    }
                )
        ).Expect(HttpStatusCode.Created).Id;
        (
            await As(Accounts.Buyer1)
                .Post(
                    "/api/rewards/v1/purchases",
                    new
                    {
                        buyerId = buyer,
                        supplierUbn,
                        amountTwd = 60_000,
                        purchasedOn = Clock.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        voucherNo = "AB-12345678",
                        cooperation = "supplyChain",
                        description = "便當一百份",
                        series = "social",
                    }
                )
        ).Expect(HttpStatusCode.Created);
    }

    private async Task CreateProfileAsync(Guid organisationId) =>
        (
            await As(Accounts.Org1)
                .Post(
                    "/api/partnerships/v1/profiles",
                    new
                    {
                        organisationId,
                        kind = "organisation",
                        economy = "TW",
                        timeZone = "Asia/Taipei",
                        languages = new[] { "zh-TW" },
                        sectors = Array.Empty<string>(),
                        offers = new[] { "supply" },
                        needs = Array.Empty<string>(),
                        intent = new[] { "sell" },
                        marketsSought = Array.Empty<string>(),
                        summary = new { zh = "與小農一起銷售。" },
                        contact = new { name = "王小姐", email = "wang@eastcoast.example" },
                    }
                )
        ).Expect(HttpStatusCode.Created);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex AnyId();

    // The events of the histories are of March 2026; no test runs then.
    [GeneratedRegex("20[0-9]{2}-(?!03-0)[0-9]{2}-[0-9]{2}T[0-9:.]+(\\\\u002B00:00|[+]00:00|Z)?")]
    private static partial Regex Now();
}
