using Platform.Contracts.Registry.V1;

namespace Platform.Messaging.Tests;

public sealed class NameTests
{
    [Fact]
    public void A_consumers_name_is_kebab_case() => Assert.Equal("note-when-report-filed", Consumer.NameOf(typeof(NoteWhenReportFiled)));

    [Fact]
    public void An_event_name_leads_to_its_type_and_back_and_others_are_refused()
    {
        Assert.All(EventTypes.All, type => Assert.Equal(type, EventTypes.TypeOf(EventTypes.NameOf(type))));
        Assert.Throws<ArgumentException>(() => EventTypes.TypeOf("registry.nothing-happened"));
        Assert.Throws<ArgumentException>(() => EventTypes.NameOf(typeof(OrganisationSnapshot)));
    }

    [Fact]
    public void An_audience_includes_the_parties_and_roles_it_names_and_nobody_else()
    {
        var audience = Audience.Of(Audience.Party("a"), Audience.Role("registrar"), Audience.Party(null), Audience.Party(""));
        Assert.Equal(["party:a", "role:registrar"], audience.Readers);
        Assert.True(audience.Includes("a", []));
        Assert.True(audience.Includes("b", ["buyer", "registrar"]));
        Assert.False(audience.Includes("b", ["buyer"]));
        Assert.False(audience.Includes("", []));
        Assert.True(Audience.Public.Includes("", []));
    }
}
