using System.Net;
using Platform.Harness;

namespace Platform.Sandbox.Tests.Features;

public sealed class CalendarTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    private const string Calendar = "/api/sandbox/v1/calendar";

    [Fact]
    public async Task Anyone_reads_a_year_and_a_later_one_is_provisional()
    {
        var calendarYear = (await sandbox.Anonymous.Get($"{Calendar}/2025")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            (false, "2025-02-08"),
            (calendarYear["provisional"]!.GetValue<bool>(), calendarYear["workdays"]![0]!.GetValue<string>())
        );
        Assert.Equal("2025-01-01", calendarYear["closed"]![0]!.GetValue<string>());
        Assert.True((await sandbox.Anonymous.Get($"{Calendar}/2031"))["provisional"]!.GetValue<bool>());
        (await sandbox.Anonymous.Get($"{Calendar}/99999")).Expect(400, "sandbox.calendar-year-invalid");
    }

    [Fact]
    public async Task Replacing_a_year_redates_what_is_open_and_nothing_else()
    {
        // Next Monday, whatever today is: every open deadline of today's filing lies after it.
        var id = await sandbox.FileAsync();
        var before = await sandbox.ReadAsync(sandbox.Ndc, id);
        var due = DateOnly.Parse(
            SandboxService.Deadlines(before, "screen").Single()["dueOn"]!.GetValue<string>(),
            System.Globalization.CultureInfo.InvariantCulture
        );
        var year = (await sandbox.Anonymous.Get($"{Calendar}/{due.Year}")).Expect(HttpStatusCode.OK);
        var closed = year["closed"]!.AsArray().Select(date => date!.GetValue<string>()).Append($"{due:yyyy-MM-dd}").ToArray();
        object Body(params string[] dates) =>
            new
            {
                year = due.Year,
                provisional = false,
                closed = dates,
                workdays = Array.Empty<string>(),
            };

        var admin = sandbox.As(Accounts.Admin);
        (await admin.Call(HttpMethod.Put, $"{Calendar}/{due.Year}", Body(closed))).Expect(428, "request.if-match-missing");
        (await sandbox.Ndc.Put($"{Calendar}/{due.Year}", Body(closed), year.ETag)).Expect(403, "auth.forbidden");
        (await admin.Put($"{Calendar}/{due.Year}", Body([.. closed, "1999-01-01"]), year.ETag)).Expect(
            422,
            "sandbox.calendar-date-invalid"
        );
        var replaced = (await admin.Put($"{Calendar}/{due.Year}", Body(closed), year.ETag)).Expect(HttpStatusCode.OK);
        (await admin.Put($"{Calendar}/{due.Year}", Body(closed), year.ETag)).Expect(412, "request.stale");
        Assert.Equal(replaced.ETag, (await sandbox.Anonymous.Get($"{Calendar}/{due.Year}")).ETag);

        var after = SandboxService.Deadlines(await sandbox.ReadAsync(sandbox.Ndc, id), "screen").Single();
        Assert.True(string.CompareOrdinal(after["dueOn"]!.GetValue<string>(), $"{due:yyyy-MM-dd}") > 0);
        Assert.Equal(5, after["businessDaysLeft"]!.GetValue<int>());
        Assert.Equal("redated", after["history"]!.AsArray()[^1]!["what"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_filed_while_a_year_changes_is_dated_by_the_changed_one_as_well()
    {
        var first = await sandbox.FileAsync();
        var due = DateOf(SandboxService.Deadlines(await sandbox.ReadAsync(sandbox.Ndc, first), "screen").Single()["dueOn"]!);
        var year = (await sandbox.Anonymous.Get($"{Calendar}/{due.Year}")).Expect(HttpStatusCode.OK);
        var closed = year["closed"]!.AsArray().Select(date => date!.GetValue<string>()).Append($"{due:yyyy-MM-dd}").ToArray();
        var filings = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(async () =>
                {
                    var ids = new List<Guid>();
                    for (var n = 0; n < 8; n++)
                    {
                        ids.Add(await sandbox.FileAsync());
                    }

                    return ids;
                })
            )
            .ToArray();
        await Task.Delay(20);
        (
            await sandbox
                .As(Accounts.Admin)
                .Put(
                    $"{Calendar}/{due.Year}",
                    new
                    {
                        year = due.Year,
                        provisional = false,
                        closed,
                        workdays = Array.Empty<string>(),
                    },
                    year.ETag
                )
        ).Expect(HttpStatusCode.OK);
        foreach (var id in (await Task.WhenAll(filings)).SelectMany(ids => ids).Append(first))
        {
            Assert.True(DateOf(SandboxService.Deadlines(await sandbox.ReadAsync(sandbox.Ndc, id), "screen").Single()["dueOn"]!) > due);
        }
    }

    private static DateOnly DateOf(System.Text.Json.Nodes.JsonNode date) =>
        DateOnly.Parse(date.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
}
