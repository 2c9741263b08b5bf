using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Tests.Domain;

public sealed class FactTests
{
    [Fact]
    public void Every_kind_of_fact_is_named_in_both_languages() => Assert.All(Enum.GetValues<FactKind>(), kind =>
        {
            var label = FactLabels.Of(kind);
            Assert.False(string.IsNullOrEmpty(label.Zh) || string.IsNullOrEmpty(label.En));
        });
}
