using Platform.Calendar;
using Platform.Registry.Data;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Imports;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Tests.Domain;

/// <summary>The decisions on applications and organisations: the next state, and what happened, in order.</summary>
public sealed class DecisionTests
{
    private static readonly DateTimeOffset Now = TaipeiTime.StartOfDay(new(2026, 6, 1));

    private static readonly OrganisationFacts Facts = new()
    {
        Ubn = "04595257",
        LegalForm = LegalForm.Company,
        Name = new() { Zh = "好社" },
        Mission = new() { Zh = "照顧" },
        County = "臺北市",
        Sdgs = [3],
        Stage = Stage.Ideation,
    };

    [Fact]
    public void An_application_reserves_its_identifier_until_it_is_decided()
    {
        var started = Application.Start(Guid.NewGuid(), "org1", Facts, new(2026, 6, 1)).Value.State;
        var submitted = started.Submit(Now).Value.State;
        Assert.Equal(Facts.IdentifierKey, started.LiveIdentifier);
        Assert.Equal(Facts.IdentifierKey, submitted.Return("補件").Value.State.LiveIdentifier);
        Assert.Null(submitted.Accept(Guid.NewGuid()).Value.State.LiveIdentifier);
        Assert.Null(started.Withdraw().Value.State.LiveIdentifier);
        var declined = submitted.Decline("不符").Value.State;
        Assert.Null(declined.LiveIdentifier);
        Assert.Equal(Facts.IdentifierKey, declined.Reopen(Now).Value.State.LiveIdentifier);
    }

    [Fact]
    public void A_report_is_filed_before_it_changes_the_light_and_a_status_changes_after_what_follows_from_it()
    {
        var registered = Registered(new(2024, 1, 1));
        Assert.Equal(Light.Red, registered.Assessment.Light);
        var reported = registered.FileReport(new(2025, null, 7), At(Now)).Value;
        Assert.IsType<OrganisationEvent.ReportFiled>(reported.Events[0]);
        Assert.IsType<OrganisationEvent.LightChanged>(reported.Events[1]);
        Assert.IsType<OrganisationEvent.TierChanged>(reported.Events[2]);

        var suspended = reported.State.ChangeStatus(OrganisationCommand.Suspend, new(2026, 6, 1), "查核", At(Now)).Value;
        Assert.IsType<OrganisationEvent.StatusChanged>(suspended.Events[^1]);
        Assert.Contains(suspended.Events, happened => happened is OrganisationEvent.TierChanged);
    }

    [Fact]
    public void An_undone_delisting_leaves_the_status_that_was_before_it_and_reserves_the_identifier_again()
    {
        var delisted = Registered(new(2026, 1, 1))
            .ChangeStatus(OrganisationCommand.Delist, new(2026, 5, 1), "未揭露", At(Now))
            .Value.State;
        Assert.Null(delisted.LiveIdentifier);
        var reinstated = delisted.UndoDelisting("申訴有理由", At(Now)).Value;
        Assert.Equal(OrganisationStatus.Registered, reinstated.State.History.On(new(2026, 5, 1)));
        Assert.Equal(Facts.IdentifierKey, reinstated.State.LiveIdentifier);
        Assert.Equal("registry.nothing-to-appeal", reinstated.State.UndoDelisting("再次", At(Now)).Error!.Code);
    }

    [Fact]
    public void An_imported_row_changes_only_what_has_no_owner_and_moves_the_registration_only_before_the_next_status()
    {
        var stored = Registered(new(2026, 1, 1));
        Assert.Empty(stored.Import(Facts, new(2026, 1, 1), At(Now)).Value.Events);
        var other = Facts with { County = "臺南市" };
        var fields = Assert
            .IsType<OrganisationEvent.Updated>(Assert.Single(stored.Import(other, new(2025, 1, 1), At(Now)).Value.Events))
            .Fields;
        Assert.Equal(["county", "registeredFrom"], fields.Select(field => field.Field));

        Assert.Equal("registry.import-owned", (stored with { OwnerParty = "org1" }).Import(other, null, At(Now)).Error!.Code);
        var suspended = stored.ChangeStatus(OrganisationCommand.Suspend, new(2026, 3, 1), "查核", At(Now)).Value.State;
        Assert.Equal("registry.import-registered-from", suspended.Import(Facts, new(2026, 3, 1), At(Now)).Error!.Code);
        var delisted = stored.ChangeStatus(OrganisationCommand.Delist, new(2026, 3, 1), "未揭露", At(Now)).Value.State;
        Assert.Equal("registry.organisation-state", delisted.Import(other, null, At(Now)).Error!.Code);
        Assert.Empty(delisted.Import(Facts, null, At(Now)).Value.Events);
    }

    private static Organisation Registered(DateOnly from) => Organisation.Register(Guid.NewGuid(), null, Facts, from, At(Now)).State;

    private static Situation At(DateTimeOffset now) => new(now, TierRulesFile.Read(null), new ReportReminders(null), []);
}
