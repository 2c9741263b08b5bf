using System.Globalization;
using System.Net;
using System.Text;
using Platform.Harness;

namespace Platform.Registry.Tests;

public sealed class SearchTests(RegistryService registry) : IClassFixture<RegistryService>
{
    private const string Organisations = "/api/registry/v1/organisations";

    private const string Ideographs = "乾坤震巽坎離艮兌甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";

    private static int termCount;

    [Fact]
    public async Task Chinese_is_found_by_any_part_of_it_in_names_missions_and_products_and_names_come_first()
    {
        var term = NewTerm();
        var inProduct = await RegisterAsync(products: [$"有{term}的茶"]);
        var inMission = await RegisterAsync(missionZh: $"守護{term}");
        var inName = await RegisterAsync(nameZh: $"大{term}協會");
        await RegisterAsync(nameZh: $"{term[0]}x{term[1..]}");
        Assert.Equal([inName, inProduct, inMission], await FindAsync(term));
        Assert.Equal([inName], await FindAsync($"{term}協"));
        Assert.Contains(inProduct, await FindAsync(term[..1]));
        Assert.Contains(inProduct, await FindAsync(term[^1..]));
    }

    [Fact]
    public async Task Pairs_that_are_there_do_not_make_a_longer_word_that_is_not()
    {
        var term = NewTerm();
        var (a, b, c) = (term[..1], term[1..2], term[2..3]);
        await RegisterAsync(nameZh: $"{a}{b}、{b}{c}、{a}{b}");
        var whole = await RegisterAsync(nameZh: $"{a}{b}{c}");
        Assert.Equal([whole], await FindAsync($"{a}{b}{c}"));
    }

    [Fact]
    public async Task A_Latin_word_is_found_by_its_beginning_whatever_its_case_and_width()
    {
        var term = $"zq{Guid.NewGuid():N}";
        var found = await RegisterAsync(nameEn: $"The {term.ToUpperInvariant()} Kitchen");
        Assert.Equal([found], await FindAsync(term[..20]));
        Assert.Equal([found], await FindAsync(string.Concat(term.Select(letter => (char)(letter + 0xFEE0)))));
        Assert.Equal([found], await FindAsync($"kitch {term}"));
        Assert.Empty(await FindAsync(term[1..]));
        Assert.Empty(await FindAsync($"{term} itchen"));
    }

    [Fact]
    public async Task Every_word_has_to_be_found_in_the_name_or_one_here_and_one_there()
    {
        var (one, other) = (NewTerm(), NewTerm());
        var apart = await RegisterAsync(nameZh: one, missionZh: other);
        var together = await RegisterAsync(nameZh: $"{other}和{one}");
        Assert.Equal([together, apart], await FindAsync($"{one} {other}"));
    }

    [Fact]
    public async Task Characters_outside_of_the_basic_plane_are_whole()
    {
        var found = await RegisterAsync(nameZh: "𠮷𡃁𢡊屋");
        Assert.Equal([found], await FindAsync("𡃁𢡊"));
        Assert.Equal([found], await FindAsync("𢡊"));
        Assert.Empty(await FindAsync("𡃁𠮷"));
    }

    [Fact]
    public async Task Every_filter_narrows_a_search_and_a_list_alike()
    {
        var term = NewTerm();
        var right = await RegisterAsync(nameZh: term, county: "澎湖縣", legalForm: "foundation", stage: "diffusion", sdgs: [14]);
        await RegisterAsync(nameZh: term, county: "金門縣", legalForm: "foundation", stage: "diffusion", sdgs: [14]);
        await RegisterAsync(missionZh: term, county: "澎湖縣", legalForm: "company", stage: "diffusion", sdgs: [14]);
        await RegisterAsync(missionZh: term, county: "澎湖縣", legalForm: "foundation", stage: "ideation", sdgs: [14]);
        await RegisterAsync(missionZh: term, county: "澎湖縣", legalForm: "foundation", stage: "diffusion", sdgs: [13]);
        const string filters = "&county=澎湖縣&legalForm=foundation&stage=diffusion&sdg=14&status=registered&light=green";
        Assert.Equal([right], await FindAsync(term, filters));
        Assert.Equal([right], await FindAsync("", filters));
        Assert.Empty(await FindAsync(term, filters + "&tier=gold"));
        Assert.Empty(await FindAsync(term, "&status=suspended"));
    }

    [Fact]
    public async Task A_walk_through_the_pages_sees_every_hit_once_names_first()
    {
        var term = NewTerm();
        List<Guid> names = [],
            missions = [];
        for (var i = 0; i < 7; i++)
        {
            missions.Add(await RegisterAsync(missionZh: $"{term}第{i}"));
            names.Add(await RegisterAsync(nameZh: $"{term}第{i}"));
        }

        foreach (var limit in new[] { 1, 2, 3, 7, 13, 14, 15 })
        {
            var walked = new List<Guid>();
            for (string? cursor = "", next; cursor is not null; cursor = next)
            {
                var page = (
                    await registry.Anonymous.Get($"{Organisations}?q={term}&limit={limit}{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}")
                ).Expect(HttpStatusCode.OK);
                walked.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<Guid>()));
                next = page["nextCursor"]?.GetValue<string>();
                Assert.True(walked.Count <= 14);
            }

            Assert.Equal([.. names, .. missions], walked);
        }
    }

    [Fact]
    public async Task What_an_owner_changes_is_found_as_it_is_now()
    {
        var (before, after) = (NewTerm(), NewTerm());
        var body = Samples.Application();
        body["name"] = new { zh = before };
        var id = await RegisterAsync(body);
        body["name"] = new { zh = after };
        var read = await registry.As(Accounts.Org1).Get($"{Organisations}/{id}");
        (await registry.As(Accounts.Org1).Put($"{Organisations}/{id}", body, read.ETag)).Expect(HttpStatusCode.OK);
        Assert.Equal([id], await FindAsync(after));
        Assert.Empty(await FindAsync(before));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("'\"")]
    [InlineData("a:* | b & !c <-> (d)")]
    [InlineData("NEAR(a b) OR \"c\"")]
    [InlineData("\uFFFE")]
    [InlineData("\\")]
    public async Task What_means_something_to_a_database_means_nothing_in_a_search(string q) => Assert.Empty(await FindAsync(q));

    [Fact]
    public async Task A_query_that_is_too_long_and_a_cursor_of_another_list_are_refused()
    {
        (await registry.Anonymous.Get($"{Organisations}?q={new string('a', 201)}")).Expect(400, "registry.query-too-long");
        (
            await registry.Anonymous.Get($"{Organisations}?q={Uri.EscapeDataString(string.Concat(Enumerable.Repeat("社會創新組織", 33)))}")
        ).Expect(HttpStatusCode.OK);
        (await registry.Anonymous.Get($"{Organisations}?q=a&cursor={Platform.Web.Http.Pages.Write(Guid.NewGuid())}")).Expect(
            400,
            "request.cursor-invalid"
        );
        (await registry.Anonymous.Get($"{Organisations}?q=a&cursor=x")).Expect(400, "request.cursor-invalid");
    }

    [Fact]
    public async Task Contacts_are_neither_shown_nor_searched()
    {
        var term = $"zc{Guid.NewGuid():N}";
        var body = Samples.Application();
        body["contact"] = new { name = term, email = $"{term}@example.tw" };
        var id = await RegisterAsync(body);
        Assert.Empty(await FindAsync(term));
        Assert.DoesNotContain(term, (await registry.Anonymous.Get($"{Organisations}/{id}")).Text);
    }

    /// <summary>A word of three ideographs, and its parts, that no other test uses.</summary>
    private static string NewTerm()
    {
        var number = Interlocked.Increment(ref termCount);
        return new StringBuilder()
            .Append(Ideographs[number % 30])
            .Append((char)(0x5000 + number))
            .Append((char)(0x6000 + number))
            .ToString();
    }

    private async Task<List<Guid>> FindAsync(string q, string filters = "")
    {
        var reply = (await registry.Anonymous.Get($"{Organisations}?q={Uri.EscapeDataString(q)}{filters}&limit=200")).Expect(
            HttpStatusCode.OK
        );
        return [.. reply["items"]!.AsArray().Select(item => item!["id"]!.GetValue<Guid>())];
    }

    private Task<Guid> RegisterAsync(
        string? nameZh = null,
        string? nameEn = null,
        string? missionZh = null,
        string[]? products = null,
        string county = "花蓮縣",
        string legalForm = "company",
        string stage = "fieldExperiment",
        int[]? sdgs = null
    )
    {
        var body = Samples.Application();
        body["name"] = new { zh = nameZh ?? (nameEn is null ? "某社" : null), en = nameEn };
        body["mission"] = new { zh = missionZh ?? "某事" };
        body["products"] = products ?? [];
        (body["county"], body["legalForm"], body["stage"], body["sdgs"]) = (county, legalForm, stage, sdgs ?? [3]);
        return RegisterAsync(body);
    }

    private async Task<Guid> RegisterAsync(Dictionary<string, object?> body)
    {
        const string applications = "/api/registry/v1/applications";
        var started = (await registry.As(Accounts.Org1).Post(applications, body)).Expect(HttpStatusCode.Created);
        (await registry.As(Accounts.Org1).Post($"{applications}/{started.Id}/submit")).Expect(HttpStatusCode.OK);
        var accepted = (await registry.As(Accounts.Registrar).Post($"{applications}/{started.Id}/accept")).Expect(HttpStatusCode.OK);
        return Guid.Parse(accepted["organisationId"]!.GetValue<string>(), CultureInfo.InvariantCulture);
    }
}
