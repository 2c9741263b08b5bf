using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Data;
using Platform.Harness;
using Platform.Registry.Data;

namespace Platform.Registry.Tests;

public sealed class ImportTests(RegistryService registry) : IClassFixture<RegistryService>
{
    private const string Imports = "/api/registry/v1/imports";
    private const string Header = "ubn,legalForm,nameZh,missionZh,county,sdgs,stage,products,contactName,contactEmail,registeredFrom";

    [Theory]
    [InlineData("utf-8", false, "\n")]
    [InlineData("utf-8", true, "\r\n")]
    [InlineData("big5", false, "\r\n")]
    public async Task A_file_is_read_in_the_encoding_that_it_is_in(string charset, bool withMark, string end)
    {
        var (ubn, encoding) = (Samples.Ubn(), CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? new UTF8Encoding(false));
        var bytes = encoding.GetBytes(
            $"{Header}{end}{ubn},company,\"碁峰、許功蓋\"\"社\"\"\",\"照顧{end}長者\",台東縣,3;11,diffusion,送餐;茶,,,2020-02-03{end}"
        );
        var progress = await RunAsync(withMark ? [0xEF, 0xBB, 0xBF, .. bytes] : bytes);
        Assert.Equal(1, progress["accepted"]!.GetValue<int>());
        var read = await registry.Anonymous.Get($"/api/registry/v1/organisations/by-ubn/{ubn}");
        Assert.Equal("碁峰、許功蓋\"社\"", read["name"]!["zh"]!.GetValue<string>());
        Assert.Equal($"照顧{end}長者", read["mission"]!["zh"]!.GetValue<string>());
        Assert.Equal("臺東縣", read["county"]!.GetValue<string>());
        Assert.Equal("2020-02-03", read["statusPoints"]![0]!["effectiveOn"]!.GetValue<string>());
        Assert.Single((await registry.Anonymous.Get("/api/registry/v1/organisations?q=許功蓋&limit=200"))["items"]!.AsArray(), item =>
            item!["ubn"]!.GetValue<string>() == ubn
        );
    }

    [Fact]
    public async Task Each_bad_row_has_its_line_and_reason_and_the_good_ones_around_it_are_kept()
    {
        string[] rows =
        [
            Row(),
            Row(ubn: "10458571"),
            Row(county: "花連縣"),
            Row(sdgs: "18"),
            $"{Samples.Ubn()},company,\"沒有收尾,x,花蓮縣,3,diffusion",
            Row(),
            Row(sdgs: "三"),
            Row(nameZh: ""),
            Row(nameZh: "\"有\"引號"),
            Row(),
            Row(ubn: ""),
        ];
        var progress = await RunAsync(Encoding.UTF8.GetBytes($"{Header}\n{string.Join('\n', rows)}\n"));
        Assert.Equal("completed", progress["status"]!.GetValue<string>());
        Assert.Equal(
            (11, 3, 8),
            (progress["total"]!.GetValue<int>(), progress["accepted"]!.GetValue<int>(), progress["rejected"]!.GetValue<int>())
        );
        var errors = (await registry.As(Accounts.Registrar).Get($"{Imports}/{progress.Id}/errors"))["items"]!
            .AsArray()
            .Select(error => (error!["line"]!.GetValue<int>(), error["code"]!.GetValue<string>()));
        Assert.Equal(
            [
                (3, "registry.ubn-invalid"),
                (4, "registry.county-unknown"),
                (5, "registry.sdg-unknown"),
                (6, "registry.import-row-broken"),
                (8, "registry.import-row-unreadable"),
                (9, "registry.import-row-incomplete"),
                (10, "registry.import-row-broken"),
                (12, "registry.identifier-missing"),
            ],
            errors
        );
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_a_changed_one_what_it_changes()
    {
        string[] numbers = [.. Enumerable.Range(0, 3).Select(_ => Samples.Ubn())];
        byte[] File(string second, string from) =>
            Encoding.UTF8.GetBytes(
                $"{Header}\n{Row(numbers[0])}\n{Row(numbers[1], nameZh: second, from: from)}\n{Row(numbers[2], from: "")}\n"
            );
        Assert.Equal((3, 0, 0), await CountAsync(File("一", "2021-01-01")));
        Assert.Equal((0, 0, 3), await CountAsync(File("一", "2021-01-01")));
        Assert.Equal((0, 1, 2), await CountAsync(File("二", "2020-06-30")));
        Assert.Equal((0, 0, 3), await CountAsync(File("二", "2020-06-30")));
        var status = await registry.Anonymous.Get($"/api/registry/v1/organisations/by-ubn/{numbers[1]}/status?on=2020-07-01");
        Assert.True(status["registered"]!.GetValue<bool>());
        var content = await registry.PublishedAsync<OrganisationsImported>(@event =>
            @event.Organisations.Any(one => one.Organisation.Ubn == numbers[1] && one.Version == 2)
        );
        var snapshot = Assert.Single(content.Organisations).Organisation;
        Assert.Equal("二", snapshot.Name.Zh);
        Assert.Equal(new DateOnly(2020, 6, 30), Assert.Single(snapshot.StatusPoints).EffectiveOn);
    }

    [Fact]
    public async Task What_an_import_changes_is_in_the_history_field_by_field()
    {
        var ubn = Samples.Ubn();
        await RunAsync(Encoding.UTF8.GetBytes($"{Header}\n{Row(ubn, "先")}\n"));
        await RunAsync(Encoding.UTF8.GetBytes($"{Header}\n{Row(ubn, "後", from: "2019-01-01")}\n"));
        var id = (await registry.Anonymous.Get($"/api/registry/v1/organisations/by-ubn/{ubn}")).Id;
        var changes = (await registry.Anonymous.Get($"/api/registry/v1/organisations/{id}/history"))["items"]!.AsArray();
        Assert.Equal(["imported", "updated"], changes.Select(change => change!["what"]!.GetValue<string>()));
        Assert.Equal(["name", "registeredFrom"], changes[1]!["fields"]!.AsArray().Select(field => field!["field"]!.GetValue<string>()));
        Assert.Equal("2022-05-06 2019-01-01", $"{changes[1]!["fields"]![1]!["from"]} {changes[1]!["fields"]![1]!["to"]}");
    }

    [Fact]
    public async Task A_date_of_registration_that_cannot_be_is_a_rejected_row()
    {
        var (live, ended) = (Samples.Ubn(), Samples.Ubn());
        var (id, gone) = (await registry.ImportAsync(live, "2020-01-01"), await registry.ImportAsync(ended, "2020-01-01"));
        var registrar = registry.As(Accounts.Registrar);
        (await registrar.Post($"/api/registry/v1/organisations/{id}/suspend", new { reason = "x", effectiveOn = "2021-01-01" })).Expect(
            HttpStatusCode.OK
        );
        (await registrar.Post($"/api/registry/v1/organisations/{gone}/delist", new { reason = "x", effectiveOn = "2021-01-01" })).Expect(
            HttpStatusCode.OK
        );
        var progress = await RunAsync(
            Encoding.UTF8.GetBytes(
                $"{Header},organisationId\n{Row(from: "2999-01-01")},\n{Row(live, from: "2021-01-01")},\n{Row(ended, nameZh: "改名")},{gone}\n"
            )
        );
        Assert.Equal(
            ["registry.registered-in-future", "registry.import-registered-from", "registry.organisation-state"],
            (await registrar.Get($"{Imports}/{progress.Id}/errors"))["items"]!
                .AsArray()
                .Select(error => error!["code"]!.GetValue<string>())
        );
    }

    [Fact]
    public async Task Bytes_that_mean_nothing_are_a_rejected_row()
    {
        var bytes = Encoding.UTF8.GetBytes($"{Header}\n{Row(nameZh: "好社")}\n{Row(nameZh: "壞社")}\n{Row(nameZh: "長者安心生活社")}\n");
        bytes[
            Encoding.UTF8.GetString(bytes).IndexOf('壞') is var at ? Encoding.UTF8.GetByteCount(Encoding.UTF8.GetString(bytes)[..at]) : 0
        ] = 0xFF;
        var progress = await RunAsync(bytes);
        Assert.Equal((2, 1), (progress["accepted"]!.GetValue<int>(), progress["rejected"]!.GetValue<int>()));
        var error = Assert.Single((await registry.As(Accounts.Registrar).Get($"{Imports}/{progress.Id}/errors"))["items"]!.AsArray())!;
        Assert.Equal("3 registry.import-row-encoding", $"{error["line"]} {error["code"]}");
    }

    [Fact]
    public async Task A_quote_that_nobody_closes_costs_one_row_of_a_file_of_several_batches_and_is_named_by_its_line_in_both_languages()
    {
        const int rows = 6_000,
            broken = 4_002;
        var lines = Enumerable.Range(2, rows).Select(line => line == broken ? Row(nameZh: "\"沒有收尾") : Row());
        var progress = await RunAsync(Encoding.UTF8.GetBytes($"{Header}\n{string.Join('\n', lines)}\n"));
        Assert.Equal(
            (rows, rows - 1, 1),
            (progress["total"]!.GetValue<int>(), progress["accepted"]!.GetValue<int>(), progress["rejected"]!.GetValue<int>())
        );
        foreach (var (language, occupied) in new[] { ("en", "quote"), ("zh-TW", "引號") })
        {
            var error = Assert.Single(
                (await registry.As(Accounts.Registrar).Get($"{Imports}/{progress.Id}/errors", ("Accept-Language", language)))[
                    "items"
                ]!.AsArray()
            )!;
            Assert.Equal($"{broken} registry.import-row-broken", $"{error["line"]} {error["code"]}");
            Assert.Contains(occupied, error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_row_twice_in_a_file_is_one_organisation_that_says_what_the_later_row_says()
    {
        var ubn = Samples.Ubn();
        Assert.Equal(
            (1, 1, 1),
            await CountAsync(
                Encoding.UTF8.GetBytes(
                    $"{Header}\n{Row(ubn, "先")}\n{Row(ubn, "後", from: "2019-01-01")}\n{Row(ubn, "後", from: "2019-01-01")}\n"
                )
            )
        );
        var read = await registry.Anonymous.Get($"/api/registry/v1/organisations/by-ubn/{ubn}");
        Assert.Equal("後", read["name"]!["zh"]!.GetValue<string>());
        Assert.Equal("2019-01-01", Assert.Single(read["statusPoints"]!.AsArray())!["effectiveOn"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_has_an_owner_is_not_changed_by_an_import()
    {
        var body = Samples.Application();
        var started = await registry.As(Accounts.Org1).Post("/api/registry/v1/applications", body);
        await registry.As(Accounts.Org1).Post($"/api/registry/v1/applications/{started.Id}/submit");
        (await registry.As(Accounts.Registrar).Post($"/api/registry/v1/applications/{started.Id}/accept")).Expect(HttpStatusCode.OK);
        var progress = await RunAsync(Encoding.UTF8.GetBytes($"{Header}\n{Row((string)body["ubn"]!)}\n"));
        Assert.Equal(
            "registry.import-owned",
            (await registry.As(Accounts.Registrar).Get($"{Imports}/{progress.Id}/errors"))["items"]![0]!["code"]!.GetValue<string>()
        );
    }

    [Fact]
    public async Task A_file_that_does_not_name_its_columns_fails_with_the_reason()
    {
        var progress = await RunAsync(Encoding.UTF8.GetBytes($"{Row()}\n{Row()}\n"));
        Assert.Equal("failed", progress["status"]!.GetValue<string>());
        Assert.Equal("registry.import-header", progress["reason"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_import_that_was_begun_again_and_again_without_one_commit_has_failed()
    {
        var id = await registry.InScopeAsync<RegistryDbContext, Guid>(async db =>
        {
            var document = new Document
            {
                Id = Guid.CreateVersion7(),
                Party = "x",
                Name = "import",
                MediaType = "text/csv",
                Size = 0,
                Sha256 = "",
                CreatedAt = registry.Clock.GetUtcNow(),
            };
            var import = new Import
            {
                Id = Guid.CreateVersion7(),
                By = "registrar",
                Status = ImportStatus.Running,
                DocumentId = document.Id,
                MediaType = "text/csv",
                CreatedAt = registry.Clock.GetUtcNow(),
                Attempts = 5,
                Line = 400_001,
                Total = 399_999,
                Accepted = 399_999,
            };
            db.AddRange(document, import);
            await db.SaveChangesAsync();
            return import.Id;
        });
        var progress = await EndOfAsync(id);
        Assert.Equal("failed", progress["status"]!.GetValue<string>());
        Assert.Contains("400001", progress["reason"]!["message"]!.GetValue<string>());
        Assert.Equal(399_999, progress["accepted"]!.GetValue<int>());
    }

    [Fact]
    public async Task Being_stopped_before_the_first_rows_are_kept_does_not_count_as_a_failure()
    {
        await using var own = new RegistryService();
        await own.InitializeAsync();
        // Empty lines are no rows: there is much to read before there is anything to keep.
        var file = new byte[48_000_000];
        file.AsSpan().Fill((byte)'\n');
        Encoding.ASCII.GetBytes(Header).CopyTo(file, 0);
        var id = (await StartAsync(own, file, "text/csv")).Id;
        await BegunAsync(version: 2);
        await own.RestartAsync();
        var again = await BegunAsync(version: 3);
        Assert.Equal((0, 1), (again.Total, again.Attempts));

        Task<Import> BegunAsync(long version) =>
            Eventually.ValueAsync(
                () =>
                    own.InScopeAsync<RegistryDbContext, Import?>(db =>
                        db.Imports.AsNoTracking()
                            .SingleOrDefaultAsync(import => import.Id == id && import.Attempts > 0 && import.Version >= version)
                    ),
                "the import is begun"
            );
    }

    [Theory]
    [InlineData("{\"ubn\":\"\\ud800\"}")]
    [InlineData(
        "{\"name\":{\"zh\":\"\\udc00\"},\"otherIdentifier\":{\"register\":\"\\ud800\",\"value\":\"1\"},\"legalForm\":\"other\",\"mission\":{\"zh\":\"x\"},\"county\":\"花蓮縣\",\"sdgs\":[1],\"stage\":\"ideation\"}"
    )]
    public async Task Half_a_character_is_a_rejected_row_and_holds_nobody_up(string json)
    {
        var progress = await RunAsync(Encoding.UTF8.GetBytes(json), "application/x-ndjson");
        Assert.Equal(("completed", 1), (progress["status"]!.GetValue<string>(), progress["rejected"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_large_file_goes_on_after_a_restart_and_every_row_of_it_is_there_once_and_findable()
    {
        await using var own = new RegistryService();
        await own.InitializeAsync();
        const int rows = 21_000;
        var numbers = Enumerable.Range(0, rows).Select(_ => Samples.Ubn()).ToArray();
        var started = await StartAsync(
            own,
            Encoding.UTF8.GetBytes($"{Header}\n{string.Join('\n', numbers.Select(ubn => Row(ubn)))}\n"),
            "text/csv"
        );
        await Eventually.TrueAsync(
            async () => (await own.As(Accounts.Registrar).Get($"{Imports}/{started.Id}"))["total"]!.GetValue<int>() > 0,
            "the import has begun"
        );
        await own.RestartAsync();
        var progress = await EndOfAsync(started.Id, own);
        Assert.Equal((rows, rows), (progress["total"]!.GetValue<int>(), progress["accepted"]!.GetValue<int>()));
        await Eventually.TrueAsync(
            async () => (await own.As(Accounts.Registrar).Get($"{Imports}/{started.Id}"))["searchable"]!.GetValue<bool>(),
            "everything is findable",
            TimeSpan.FromSeconds(30)
        );
        var (organisations, entries) = await own.InScopeAsync<RegistryDbContext, (int, int)>(async db =>
            (await db.Organisations.CountAsync(), await db.SearchEntries.CountAsync())
        );
        Assert.True(organisations >= rows);
        Assert.Equal(organisations, entries);
    }

    private static string Row(
        string? ubn = null,
        string nameZh = "某社",
        string county = "花蓮縣",
        string sdgs = "3;11",
        string from = "2022-05-06"
    ) => string.Create(CultureInfo.InvariantCulture, $"{ubn ?? Samples.Ubn()},company,{nameZh},某事,{county},{sdgs},diffusion,,,,{from}");

    private async Task<(int Accepted, int Updated, int Unchanged)> CountAsync(byte[] file)
    {
        var progress = await RunAsync(file);
        return (progress["accepted"]!.GetValue<int>(), progress["updated"]!.GetValue<int>(), progress["unchanged"]!.GetValue<int>());
    }

    private async Task<Reply> RunAsync(byte[] file, string mediaType = "text/csv") =>
        await EndOfAsync((await StartAsync(registry, file, mediaType)).Id);

    private static async Task<Reply> StartAsync(RegistryService service, byte[] file, string mediaType)
    {
        using var body = new ByteArrayContent(file);
        body.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return (await service.As(Accounts.Registrar).Call(HttpMethod.Post, Imports, body)).Expect(HttpStatusCode.Accepted);
    }

    private Task<Reply> EndOfAsync(Guid import, RegistryService? service = null) =>
        Eventually.ValueAsync(
            async () =>
                await (service ?? registry).As(Accounts.Registrar).Get($"{Imports}/{import}") is { } progress
                && progress["status"]!.GetValue<string>() is "completed" or "failed"
                    ? progress
                    : null,
            "the import ends",
            TimeSpan.FromSeconds(60)
        );
}
