using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Calendar;
using Platform.Data;
using Platform.Domain;
using Platform.Messaging;
using Platform.Samples;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Change = Platform.Domain.Change<Platform.Sandbox.Domain.RegulatoryCase, Platform.Sandbox.Domain.Fact>;

namespace Platform.Benchmarks;

/// <summary>
/// Requests of three years as the service's own decisions make them: most are closed, ten thousand are with the authorities, some of these
/// late.
/// </summary>
internal static class SandboxBenchmarkState
{
    public const int Cases = 100_000;

    private const int Open = 10_000,
        Batch = 5_000,
        Officers = 40;

    private static readonly BusinessCalendar Calendar = BusinessCalendar.BuiltIn;

    private static readonly string[] Agencies = ["moea", "mof", "mol", "mohw", "moi", "moda", "fsc", "moe", "moenv", "moa", "motc"];

    public static DateOnly Today { get; } = TaipeiTime.Today(TimeProvider.System);

    public static string Officer(int number) => $"officer-{number}";

    /// <summary>Loads them, and gives the ids of the open ones.</summary>
    public static async Task<IReadOnlyList<Guid>> LoadAsync(string database)
    {
        var authorities = AuthoritiesFile.Read();
        var open = new List<Guid>();
        foreach (var batch in OrganisationGenerator.Generate(Cases).Select((organisation, n) => (organisation, n)).Chunk(Batch))
        {
            RegulatoryCase[] cases = [.. batch.Select(entry => Case(entry.organisation, entry.n, authorities))];
            open.AddRange(cases.Where(@case => @case.Ruling is null).Select(@case => @case.Id));
            await using var db = new SandboxDbContext(new DbContextOptionsBuilder<SandboxDbContext>().UseNpgsql(database).Options);
            await using var write = await WriteTransaction.BeginAsync(db, default);
            await db.InsertAsync([.. cases.Select(Row)], default);
            await db.InsertAsync([.. cases.Select(SearchEntry.Of)], default);
            await db.InsertAsync([.. cases.SelectMany(ProvisionRow.Of)], default);
            await db.InsertAsync([.. cases.SelectMany(ConcernedAuthorityRow.Of)], default);
            await db.InsertAsync([.. cases.Where(@case => @case.Ruling is not null).SelectMany(LikenessRow.Of)], default);
            await db.InsertAsync([.. cases.SelectMany(@case => PhaseRow.Of(@case, Calendar))], default);
            await write.CommitAsync(default);
        }

        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        foreach (var statement in new[] { $"""INSERT INTO "CaseCounters" VALUES ({Today.Year}, {Cases})""", "VACUUM ANALYZE" })
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }

        return open;
    }

    /// <summary>The due date of every open deadline, by its id.</summary>
    public static async Task<Dictionary<Guid, DateOnly>> DueDatesAsync(string database)
    {
        await using var db = new SandboxDbContext(new DbContextOptionsBuilder<SandboxDbContext>().UseNpgsql(database).Options);
        return (await db.Requests.AsNoTracking().Where(request => request.HasOpenDeadlines).Select(request => request.Case).ToListAsync())
            .SelectMany(@case => @case.Deadlines)
            .Where(deadline => deadline.IsOpen)
            .ToDictionary(deadline => deadline.Id, deadline => deadline.DueOn);
    }

    private static RequestRow Row(RegulatoryCase @case)
    {
        var row = RequestRow.Of(@case);
        row.Version = 1;
        return row;
    }

    private static RegulatoryCase Case(Organisation organisation, int n, Authorities authorities)
    {
        var isOpen = n % (Cases / Open) == 0;
        // What is open came in during the last three weeks, so that opinions of the older ones are late; the rest over three years before.
        var receipt = Today.AddDays(isOpen ? -(n / 10 % 21) : -60 - (n % 1_000));
        var (lead, co) = (Agencies[n % Agencies.Length], Agencies[(n + 1 + (n / 11 % 10)) % Agencies.Length]);
        // Few laws are asked about often, many seldom.
        var law = $"法規第{(int)Math.Sqrt(n % 40_000)}號條例";
        var filing = new Filing
        {
            Title = $"{organisation.NameZh}:{organisation.Products[0]}之法規調適",
            BusinessModel =
                $"{organisation.MissionZh}{organisation.CharterClause}以{string.Join('、', organisation.Products)}營運,於{organisation.County}共享場地與設備。",
            Provisions =
            [
                new Provision(law, $"第{n % 60 + 1}條", lead),
                .. n % 3 == 0 ? [new Provision("社會創新促進條例", $"第{n % 20 + 1}條", co)] : Array.Empty<Provision>(),
            ],
            Obstacle =
                $"{law}未就{organisation.Products[0]}之{organisation.Stage}階段業者設有規定,{organisation.County}主管機關見解不一,致{organisation.NameZh}無法營運。",
            Question = $"{organisation.NameZh}提供{string.Join('、', organisation.Products)},是否須依{law}第{n % 60 + 1}條取得許可?",
            Relief = (Relief)(n % 4),
            PublicBenefit = organisation.MissionZh,
        };
        var ndc = new Actor(Officer(n / 7 % Officers), ForNdc: true);
        Situation On(int days, Actor? actor = null) =>
            new(TaipeiTime.StartOfDay(receipt.AddDays(days)).AddHours(9), Calendar, new ClockLengths(), actor ?? ndc, Guid.CreateVersion7);
        var @case = Receiving
            .File(
                Guid.CreateVersion7(TaipeiTime.StartOfDay(receipt)),
                $"RA-{receipt.Year}-{n:D6}",
                $"party-{n % 5_000}",
                Origin.Applicant,
                filing,
                On(0)
            )
            .State;
        @case = After(@case, c => Receiving.Assign(c, ndc.Name, On(0)));
        @case = After(@case, c => Receiving.Screen(c, ScreeningDecision.Accept, "屬法規調適事項", null, On(0)));
        @case = After(@case, c => Questioning.Send(c, filing.Question, On(0)));
        @case = After(@case, c => Questioning.Confirm(c, On(0)));
        @case = After(@case, c => Consultation.RequestOpinions(c, lead, [co], null, authorities, On(0)));
        if (isOpen)
        {
            return @case.Elapse(On(Today.DayNumber - receipt.DayNumber)).State;
        }

        @case = After(@case, c => Consultation.Give(c, lead, Position.Agree, "意見", null, On(n % 9, new Actor(lead, Authority: lead))));
        @case = After(@case, c => Consultation.Give(c, co, Position.NoObjection, "意見", null, On(n % 12, new Actor(co, Authority: co))));
        var draft = new RulingDraft(
            (Outcome)(n % 5),
            "非屬應經許可之業務",
            $"字第{n}號",
            null,
            new PublicLayer(filing.Title, $"{filing.Question}否,不須許可。")
        );
        @case = After(@case, c => Adjudication.Decide(c, draft, On(12 + (n % 30))));
        if (n % 2 == 0)
        {
            @case = After(@case, c => Adjudication.Publish(c, On(12 + (n % 30))));
        }

        return After(@case, c => Aftercare.Close(c, null, On(12 + (n % 30))));
    }

    private static RegulatoryCase After(RegulatoryCase given, Func<RegulatoryCase, Result<Change>> command) => command(given).Value.State;
}
