using Platform.Contracts;
using Platform.Domain;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Profiles;
using static Platform.Partnerships.Tests.Domain.Sample;

namespace Platform.Partnerships.Tests.Domain;

public sealed class ProfileRulesTests
{
    private static readonly ProfileDraft Draft = new()
    {
        Kind = ProfileKind.Company,
        Name = new Bilingual { En = "Mekong Fair Foods" },
        Economy = "vn",
        TimeZone = "Asia/Ho_Chi_Minh",
        Languages = ["VI", "en-gb"],
        Sdgs = [12, 8, 8],
        Sectors = ["Agriculture and food"],
        Offers = ["通路", "Distribution", "marketing"],
        Needs = ["supplier"],
        Intent = [Intent.Buy],
        MarketsSought = ["tw"],
        Summary = new Bilingual { En = "Imports fair food." },
    };

    [Fact]
    public void A_draft_is_read_into_canonical_spelling()
    {
        var (content, errors) = Rules.Read(Draft);

        Assert.Empty(errors);
        Assert.Equal("VN", content!.Economy);
        Assert.Equal(["vi", "en-GB"], content.Languages);
        Assert.Equal([8, 12], content.Sdgs);
        Assert.Equal(["agriculture"], content.Sectors);
        Assert.Equal(["distribution", "marketing"], content.Offers);
        Assert.Equal(["supply"], content.Needs);
        Assert.Equal(["TW"], content.MarketsSought);
    }

    [Fact]
    public void An_unknown_tag_is_refused_with_the_nearest_one()
    {
        var error = Single(Draft with { Offers = ["marketing", "distributoin"] });

        Assert.Equal(("partnerships.tag-unknown", "$.offers[1]", ErrorKind.Rule), (error.Code, error.Path, error.Kind));
        Assert.Contains("'distribution'", error.En, StringComparison.Ordinal);
        Assert.Contains("「distribution」", error.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XX")]
    [InlineData("UK")]
    [InlineData("TWN")]
    public void An_economy_that_does_not_exist_is_refused(string economy)
    {
        Assert.Equal(("partnerships.economy-unknown", "$.economy"), CodeAndPath(Draft with { Economy = economy }));
        Assert.Equal(("partnerships.economy-unknown", "$.marketsSought[1]"), CodeAndPath(Draft with { MarketsSought = ["TW", economy] }));
        Assert.Equal(("partnerships.economy-unknown", "$.vetoes.economies[0]"), CodeAndPath(Draft with { VetoedEconomies = [economy] }));
    }

    [Theory]
    [InlineData("zh-Hant-TW", "zh-Hant-TW")]
    [InlineData("ZH-hant-tw", "zh-Hant-TW")]
    [InlineData("ami", "ami")]
    [InlineData("es-419", "es-419")]
    [InlineData("sl-rozaj", "sl-rozaj")]
    [InlineData("english", null)]
    [InlineData("zh_TW", null)]
    [InlineData("qq", null)]
    [InlineData("en-XX", null)]
    [InlineData("en-", null)]
    public void Language_tags_are_those_of_BCP_47(string text, string? canonical) => Assert.Equal(canonical, Languages.Canonical(text));

    [Theory]
    [InlineData("Asia/Taipei", true)]
    [InlineData("UTC", true)]
    [InlineData("America/Argentina/Buenos_Aires", true)]
    [InlineData("Taipei Standard Time", false)]
    [InlineData("Asia/Atlantis", false)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("+08:00", false)]
    public void Time_zones_are_those_of_IANA(string name, bool isListed) => Assert.Equal(isListed, WorkingWeek.IsTimeZone(name));

    [Fact]
    public void Every_fault_is_named_at_once_with_its_path()
    {
        var (content, errors) = Rules.Read(
            Draft with
            {
                Sdgs = [0, 18],
                Languages = [],
                TimeZone = "Mars/Base",
                Summary = new Bilingual { Zh = " " },
            }
        );

        Assert.Null(content);
        Assert.Equal(["$.languages", "$.sdgs[0]", "$.sdgs[1]", "$.summary", "$.timeZone"], errors.Select(error => error.Path).Order());
    }

    [Theory]
    [InlineData("someone@example.org", true)]
    [InlineData("someone@example", false)]
    [InlineData("someone example.org", false)]
    [InlineData("@example.org", false)]
    [InlineData("a@b@example.org", false)]
    public void The_contact_needs_an_address_that_can_be_written_to(string email, bool valid) =>
        Assert.Equal(valid, ContactDetails.Read("Linh", email, null).Error is null);

    [Fact]
    public void The_registry_fills_in_what_was_left_out_and_only_that()
    {
        var facts = new RegistryFacts(new Bilingual { Zh = "後山小農合作社" }, [1, 8], Stage.Diffusion);

        var filled = (Draft with { Name = null, Economy = null, Sdgs = [] }).FilledFrom(facts);

        Assert.Equal("後山小農合作社", filled.Name!.Zh);
        Assert.Equal("TW", filled.Economy);
        Assert.Equal([1, 8], filled.Sdgs);
        Assert.Equal(Stage.Diffusion, filled.Stage);
        Assert.Equal("Asia/Ho_Chi_Minh", filled.TimeZone);
    }

    [Fact]
    public void Vetting_holds_for_a_year_and_a_return_needs_a_reason()
    {
        var approved = Vetting.Decide(true, null, new DateOnly(2026, 3, 2), 12).Value;

        Assert.True(approved.IsValidOn(new DateOnly(2027, 3, 1)));
        Assert.False(approved.IsValidOn(new DateOnly(2027, 3, 2)));
        Assert.Equal("partnerships.reason-required", Vetting.Decide(false, " ", Today, 12).Error!.Code);
        Assert.False(Vetting.Decide(false, "Say what you sell.", Today, 12).Value.IsValidOn(Today));
    }

    [Fact]
    public void An_owner_renews_in_the_last_days_and_a_manager_looks_again_after_them()
    {
        var vetted = Vetting.Decide(true, null, new DateOnly(2026, 3, 2), 12).Value;
        var last = new DateOnly(2027, 3, 1);

        Assert.Equal("partnerships.renewal-too-early", vetted.Renew(last.AddDays(-31), 12, 30).Error!.Code);
        Assert.Equal(new DateOnly(2028, 3, 1), vetted.Renew(last.AddDays(-30), 12, 30).Value.Until);
        Assert.Equal(new DateOnly(2028, 3, 1), vetted.Renew(last, 12, 30).Value.Until);
        Assert.Equal(Vetting.Pending, vetted.Renew(last.AddDays(1), 12, 30).Value);
        Assert.Equal("partnerships.renewal-not-vetted", Vetting.Pending.Renew(last, 12, 30).Error!.Code);
    }

    [Fact]
    public void The_vocabulary_is_edited_by_code_and_what_is_retired_is_read_but_not_taken_anew()
    {
        var term = Terms.Tags["distribution"];
        var edited = Terms.With(
            3,
            [
                (TermKind.Tags, term with { En = "Wholesale", Retired = true }),
                (TermKind.Tags, new Term("beekeeping", "養蜂", "Beekeeping", ["bees"])),
            ]
        );

        Assert.Equal("Wholesale", edited.Tags["distribution"].En);
        Assert.Equal(Terms.Version + 3, edited.Version);
        Assert.Equal("beekeeping", edited.Tags.Find("Bees")!.Code);
        Assert.NotEqual("distribution", edited.Tags.Nearest("distributoin")?.Code);
        var rules = new ProfileRules(edited, AllEconomies, Languages);
        var error = Assert.Single(rules.Read(Draft with { Offers = ["distribution", "bees"] }).Errors);
        Assert.Equal(("partnerships.tag-retired", "$.offers[0]"), (error.Code, error.Path));
    }

    [Theory]
    [InlineData(TermKind.Tags, "Bees", "養蜂", "partnerships.term-code-invalid")]
    [InlineData(TermKind.Tags, "bee-keeping", "養蜂", "partnerships.term-code-invalid")]
    [InlineData(TermKind.Tags, "bees", "Distributor", "partnerships.term-taken")]
    [InlineData(TermKind.Intents, "donate", "捐贈", "partnerships.intents-fixed")]
    public void A_term_that_cannot_be_is_refused(object kind, string code, string name, string refused) =>
        Assert.Equal(refused, Terms.Accept((TermKind)kind, new Term(code, name, "Bees", [])).Error!.Code);

    [Fact]
    public void A_programme_is_found_by_its_names_and_where_a_text_names_only_one()
    {
        var programmes = ReferenceFiles.ReadProgrammes();

        Assert.Equal(["award", "hackathon", "o2o", "summit"], programmes.All.Select(programme => programme.Code));
        Assert.Equal("summit", programmes.Find("亞太社會創新高峰會")!.Code);
        Assert.Equal("o2o", programmes.Find("APEC O2O 2026")!.Code);
        Assert.Null(programmes.Find("summit and award"));
        Assert.Equal("partnerships.programme-unknown", programmes.Read("olympics").Error!.Code);
        Assert.Null(programmes.Read(" ").Value.Code);
    }

    [Fact]
    public void A_change_is_vetted_anew_only_after_a_return_or_when_the_profile_became_somebody_elses()
    {
        var vetted = Vetting.Decide(true, null, Today, 12).Value;
        var returned = Vetting.Decide(false, "Say what you sell.", Today, 12).Value;

        Assert.Equal(vetted, vetted.AfterChange(Importer, Importer with { Needs = ["training"] }));
        Assert.Equal(VettingState.Pending, vetted.AfterChange(Importer, Importer with { Economy = "TH" }).State);
        Assert.Equal(
            VettingState.Pending,
            vetted.AfterChange(Importer, Importer with { Name = new Bilingual { En = "Other Foods" } }).State
        );
        Assert.Equal(VettingState.Pending, returned.AfterChange(Importer, Importer).State);
    }

    [Fact]
    public void A_profile_takes_part_while_vetted_and_while_its_organisation_is_registered()
    {
        var vetted = new Vetting(VettingState.Vetted, null, Today.AddDays(100));
        DateOnly Day(int days) => Today.AddDays(days);
        var points = new[] { (Day(-50), "registered"), (Day(-20), "suspended"), (Day(10), "registered"), (Day(300), "delisted") };
        var registered = ActivePeriod.Registered(points.Reverse());

        Assert.Equal([new DayPeriod(Day(-50), Day(-21)), new DayPeriod(Day(10), Day(299))], registered);
        Assert.Equal(new DayPeriod(Day(10), Day(100)), ActivePeriod.Of(vetted, registered, Today));
        Assert.Equal(new DayPeriod(Today, Day(100)), ActivePeriod.Of(vetted, null, Today));
        Assert.Null(ActivePeriod.Of(vetted, [new DayPeriod(Day(-50), Day(-21))], Today));
        Assert.Null(ActivePeriod.Of(vetted, null, Day(101)));
        Assert.Null(ActivePeriod.Of(Vetting.Pending, null, Today));
    }

    [Fact]
    public void The_lists_are_whole()
    {
        Assert.Equal(249, AllEconomies.All.Count());
        Assert.All(Enum.GetValues<Intent>(), intent => Assert.NotNull(Terms.Intents.Find(intent.ToString())));
        Assert.All(new[] { Terms.Tags, Terms.Sectors, Terms.Intents }, list =>
            Assert.All(list.Terms, term => Assert.Same(term, list.Find(term.Code)))
        );
    }

    private static DomainError Single(ProfileDraft draft) => Assert.Single(Rules.Read(draft).Errors);

    private static (string, string?) CodeAndPath(ProfileDraft draft) => (Single(draft).Code, Single(draft).Path);
}
