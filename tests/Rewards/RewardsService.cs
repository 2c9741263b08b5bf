using System.Globalization;
using System.Net;
using Platform.Calendar;
using Platform.Contracts;
using Platform.Contracts.Registry.V1;
using Platform.Domain;
using Platform.Harness;

namespace Platform.Rewards.Tests;

/// <summary>The service on SQLite with an empty database, and what most tests need first.</summary>
public sealed class RewardsService() : TestService(builder => builder.AddRewards(), app => app.MapRewards()), IAsyncLifetime
{
    public const string Api = "/api/rewards/v1";

    private static int nextUbn = 20_000_000;
    private static int nextVoucher;

    /// <summary>Settings beyond the defaults.</summary>
    public IEnumerable<KeyValuePair<string, string?>> More { get; init; } = [];

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => More;

    public DateOnly Today => TaipeiTime.Today(Clock);

    /// <summary>A valid unified business number that no other test has.</summary>
    public static string NewUbn()
    {
        while (true)
        {
            var candidate = Interlocked.Increment(ref nextUbn).ToString(CultureInfo.InvariantCulture);
            if (Ubn.IsValid(candidate))
            {
                return candidate;
            }
        }
    }

    /// <summary>An organisation as the registry publishes it.</summary>
    public static OrganisationSnapshot Organisation(
        string? ubn = null,
        string? owner = null,
        Guid? id = null,
        params IEnumerable<(DateOnly On, string Status)> points
    ) =>
        new()
        {
            OrganisationId = id ?? Guid.CreateVersion7(),
            Ubn = ubn ?? NewUbn(),
            Name = new Bilingual { Zh = "好日子社會企業", En = "Good Days" },
            OwnerParty = owner ?? Accounts.Org1.Party,
            LegalForm = "company",
            County = "花蓮縣",
            Sdgs = [3, 11],
            Stage = "sustainableOperation",
            StatusPoints =
            [
                .. points
                    .DefaultIfEmpty((On: new DateOnly(2019, 1, 1), Status: "registered"))
                    .Select(point => new StatusPoint
                    {
                        EffectiveOn = point.On,
                        Status = point.Status,
                        RecordedAt = DateTimeOffset.UnixEpoch,
                    }),
            ],
            Light = "green",
        };

    /// <summary>An organisation registered since 2019, known to the service.</summary>
    public async Task<OrganisationSnapshot> SupplierAsync(string? owner = null)
    {
        var organisation = Organisation(owner: owner);
        await DeliverAsync(new OrganisationRegistered { Organisation = organisation }, organisation.OrganisationId.ToString());
        return organisation;
    }

    public async Task<Guid> BuyerAsync(Account? account = null, string? ubn = null, bool isSme = false, params string[] affiliates) => (
            await As(account ?? Accounts.Buyer1)
                .Post(
                    $"{Api}/buyers",
                    new
                    {
                        ubn = ubn ?? NewUbn(),
                        name = new { zh = "大方公司", en = "Generous Ltd" },
                        kind = "company",
                        isSme,
                        affiliates,
                    }
                )
        ).Expect(HttpStatusCode.Created).Id;

    /// <summary>A sound declaration; change a member to make it another.</summary>
    public Dictionary<string, object?> Declaration(Guid buyerId, string supplierUbn, long amountTwd = 12_000, DateOnly? on = null) =>
        new()
        {
            ["buyerId"] = buyerId,
            ["supplierUbn"] = supplierUbn,
            ["amountTwd"] = amountTwd,
            ["purchasedOn"] = (on ?? Today).ToString("O", CultureInfo.InvariantCulture),
            ["voucherNo"] = string.Create(CultureInfo.InvariantCulture, $"AB{Interlocked.Increment(ref nextVoucher):D8}"),
            ["cooperation"] = "supplyChain",
            ["description"] = "便當一百份",
        };

    public async Task<Reply> DeclareAsync(
        Guid buyerId,
        OrganisationSnapshot supplier,
        long amountTwd = 12_000,
        DateOnly? on = null,
        string series = "social",
        Account? account = null
    )
    {
        var body = Declaration(buyerId, supplier.Ubn!, amountTwd, on);
        body["series"] = series;
        return (await As(account ?? Accounts.Buyer1).Post($"{Api}/purchases", body)).Expect(HttpStatusCode.Created);
    }

    /// <summary>A purchase that counts.</summary>
    public async Task<Guid> AcceptedAsync(
        Guid buyerId,
        OrganisationSnapshot supplier,
        long amountTwd,
        DateOnly? on = null,
        string series = "social",
        Account? account = null
    )
    {
        var id = (await DeclareAsync(buyerId, supplier, amountTwd, on, series, account)).Id;
        (await As(Accounts.Org1).Post($"{Api}/purchases/{id}/confirm")).Expect(HttpStatusCode.OK);
        (await As(Accounts.RewardReviewer).Post($"{Api}/purchases/{id}/accept")).Expect(HttpStatusCode.OK);
        return id;
    }

    public async Task ReverseAsync(Guid purchase) =>
        (
            await As(Accounts.RewardReviewer).Post($"{Api}/purchases/{purchase}/reverse", new { reason = "退貨", reasonCode = "refund" })
        ).Expect(HttpStatusCode.OK);
}
