using System.Xml.Linq;
using Platform.Contracts;
using Platform.Harness;
using Platform.Messaging;

namespace Platform.Architecture.Tests;

public sealed class CodeTests
{
    public static TheoryData<string> Services => [.. Modules.Services];

    private static readonly Type[] Planted =
    [
        .. typeof(CodeTests)
            .Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("Platform.Planted", StringComparison.Ordinal) == true),
    ];

    [Fact]
    public void There_are_five_services() => Assert.Equal(["Access", "Partnerships", "Registry", "Rewards", "Sandbox"], Modules.Services);

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_references_only_what_is_shared(string service)
    {
        AssertNoViolations(Rules.ReferencesOnlyWhatIsShared(Modules.AssemblyOf(service)));
        AssertNoViolations(
            Rules.NamesOnlySharedProjects(XElement.Load(Path.Combine(Snapshots.Root, "services", service, $"{service}.csproj")))
        );
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_domain_knows_neither_framework_nor_database_nor_bus(string service) =>
        AssertNoViolations(Rules.DomainIsPure(TypesOf(service)));

    [Theory]
    [MemberData(nameof(Services))]
    public void The_domain_is_told_what_time_it_is(string service) => AssertNoViolations(Rules.DomainHasNoClock(TypesOf(service)));

    [Theory]
    [MemberData(nameof(Services))]
    public void A_decision_follows_from_its_arguments_alone(string service) =>
        AssertNoViolations(Rules.DomainIsDeterministic(TypesOf(service)));

    [Theory]
    [MemberData(nameof(Services))]
    public void A_slice_uses_no_other_slice(string service) => AssertNoViolations(Rules.SlicesStandAlone(TypesOf(service)));

    [Theory]
    [MemberData(nameof(Services))]
    public void Only_messaging_knows_the_bus(string service) => AssertNoViolations(Rules.OnlyMessagingUsesTheBus(TypesOf(service)));

    [Fact]
    public void Contracts_are_sealed_records_with_a_public_name_or_parts_of_one() =>
        AssertNoViolations(Rules.ContractsAreEventsOrPartsOfOne(typeof(EventTypeAttribute).Assembly.GetExportedTypes()));

    [Fact]
    public void Queues_have_kebab_case_names_that_no_two_consumers_share()
    {
        var queues = Modules
            .Services.SelectMany(service =>
                MessagingRegistration
                    .ConsumersOf(Modules.AssemblyOf(service))
                    .Select(consumer => $"{service.ToLowerInvariant()}-{Consumer.NameOf(consumer)}")
            )
            .ToArray();
        Assert.NotEmpty(queues);
        Assert.All(queues, queue => Assert.Matches("^[a-z]+(-[a-z]+)+$", queue));
        Assert.Equal(queues.Distinct(), queues);
    }

    [Fact]
    public void A_planted_reference_is_caught()
    {
        Assert.Contains(
            "Architecture.Tests references Platform.Registry",
            Rules.ReferencesOnlyWhatIsShared(typeof(CodeTests).Assembly).Violations
        );
        var project = XElement.Parse(
            """<Project><ItemGroup><ProjectReference Include="..\Registry\Registry.csproj" /></ItemGroup></Project>"""
        );
        Assert.Single(Rules.NamesOnlySharedProjects(project).Violations);
        // What makes the first line true: the module is used here.
        Assert.Equal("Platform.Registry", typeof(Registry.RegistryModule).Namespace);
    }

    [Fact]
    public void Planted_impurities_of_a_domain_are_caught_also_in_lambdas()
    {
        var violations = Rules.DomainIsPure(Planted).Violations;
        Assert.Contains(violations, found =>
            found.Contains("CallsTheDatabase uses Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
        );
        Assert.Contains(violations, found => found.Contains("AnswersHttpInALambda uses Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Contains(violations, found => found.Contains("CallsTheSolver uses Google.OrTools", StringComparison.Ordinal));
        Assert.Contains(violations, found => found.Contains("ValidatesABody uses FluentValidation", StringComparison.Ordinal));
        Assert.Contains(violations, found => found.Contains("WaitsForALock uses System.Threading.", StringComparison.Ordinal));
        Assert.Contains(violations, found => found.Contains("WaitsForATask uses System.Threading.Tasks.Task", StringComparison.Ordinal));
        Assert.Contains("Platform.Planted.Domain.UsesItsRows uses Platform.Planted.Data.PlantedRow", violations);
        Assert.DoesNotContain(violations, found => found.Contains("LooksAtTheClock uses", StringComparison.Ordinal));
    }

    [Fact]
    public void Planted_clocks_are_caught_also_in_asynchronous_methods() =>
        Assert.Equal(
            [
                "Platform.Planted.Domain.LooksAtTheClock uses DateTimeOffset.get_UtcNow",
                "Platform.Planted.Domain.LooksAtTheClockLater uses DateTime.get_Now",
            ],
            Rules.DomainHasNoClock(Planted).Violations.Order()
        );

    [Fact]
    public void Planted_hidden_inputs_of_a_decision_are_caught_and_iterators_are_not() =>
        Assert.Equal(
            [
                "Platform.Planted.Domain.LooksAtTheCulture uses CultureInfo.get_CurrentCulture",
                "Platform.Planted.Domain.LooksAtTheLanguage uses Language.Localise",
                "Platform.Planted.Domain.MakesAnId uses Guid.CreateVersion7",
                "Platform.Planted.Domain.MakesAnotherId uses Guid.NewGuid",
                "Platform.Planted.Domain.ReadsAFile uses File.ReadAllText",
                "Platform.Planted.Domain.RollsDice uses Random.get_Shared",
                "Platform.Planted.Domain.RollsDice uses Random.Next",
                "Platform.Planted.Domain.RollsSecretDice uses RandomNumberGenerator.GetInt32",
            ],
            Rules.DomainIsDeterministic(Planted).Violations.Order()
        );

    [Fact]
    public void A_planted_use_of_another_slice_is_caught() =>
        Assert.Equal(
            ["Platform.Planted.Features.SecondSlice uses Platform.Planted.Features.FirstSlice"],
            Rules.SlicesStandAlone(Planted).Violations
        );

    [Theory]
    [MemberData(nameof(Services))]
    public void A_handler_has_at_most_five_parameters(string service) =>
        AssertNoViolations(Rules.HandlersHaveFewParameters(TypesOf(service)));

    [Theory]
    [MemberData(nameof(Services))]
    public void Sql_is_in_data_only(string service) => AssertNoViolations(Rules.SqlIsInData(TypesOf(service)));

    [Fact]
    public void Planted_sql_in_a_slice_is_caught() =>
        Assert.Equal(["Platform.Planted.Features.SecondSlice uses ExecuteSqlAsync"], Rules.SqlIsInData(Planted).Violations);

    [Fact]
    public void A_planted_handler_with_many_parameters_is_caught() =>
        Assert.Equal(
            ["Platform.Planted.Features.FirstSlice.HandleAsync has 6 parameters"],
            Rules.HandlersHaveFewParameters(Planted).Violations
        );

    [Fact]
    public void Background_work_is_a_loop_that_outlives_what_it_throws() =>
        AssertNoViolations(
            Rules.BackgroundWorkIsALoop([
                .. Modules.Services.SelectMany(TypesOf),
                .. typeof(BackgroundLoop).Assembly.GetTypes(),
                .. typeof(Web.ServiceHost).Assembly.GetTypes(),
                .. typeof(Data.Watcher).Assembly.GetTypes(),
                .. typeof(Gateway.GatewayModule).Assembly.GetTypes(),
            ])
        );

    [Fact]
    public void A_planted_background_loop_of_its_own_is_caught() =>
        Assert.Equal(["Platform.Planted.Features.LoopsItself has a loop of its own"], Rules.BackgroundWorkIsALoop(Planted).Violations);

    [Fact]
    public void A_planted_use_of_the_bus_is_caught() =>
        Assert.Contains(Rules.OnlyMessagingUsesTheBus(Planted).Violations, found =>
            found.StartsWith("Platform.Planted.Features.PublishesItself uses MassTransit.", StringComparison.Ordinal)
        );

    [Fact]
    public void Planted_contracts_are_caught() =>
        Assert.Equal(
            [
                "Platform.Planted.V1.NamelessThing has no [EventType] and is part of no event",
                "Platform.Planted.V1.ThingChanged has Number, which is not init-only",
                "Platform.Planted.V1.ThingClosed has Day of System.DayOfWeek",
                "Platform.Planted.V1.ThingClosed is called elsewhere.thing-closed, which is not planted.what-happened",
                "Platform.Planted.V1.ThingOpened is not a sealed record",
                "Platform.Planted.V1.ThingOpenedAgain derives Platform.Planted.V1.ThingOpened",
            ],
            Rules.ContractsAreEventsOrPartsOfOne(Planted).Violations.Order()
        );

    private static Type[] TypesOf(string service) => Modules.AssemblyOf(service).GetTypes();

    private static void AssertNoViolations(Rules.RuleResult result)
    {
        Assert.NotEmpty(result.Selected);
        Assert.True(result.Violations.Count == 0, string.Join('\n', result.Violations));
    }
}
