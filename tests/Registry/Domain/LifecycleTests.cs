using Platform.Harness;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Tests.Domain;

public sealed class LifecycleTests
{
    [Fact]
    public void The_drawings_in_the_documentation_are_the_tables_in_the_code()
    {
        const string File = "docs/registry-states.md";
        var committed = System.IO.File.ReadAllText(Path.Combine(Snapshots.Root, File));
        var difference = Snapshots.Difference(
            File,
            committed[..committed.IndexOf("## ", StringComparison.Ordinal)]
                + $"## An application\n\n{ApplicationLifecycle.Table.Drawing()}\n"
                + $"## An organisation\n\n{OrganisationLifecycle.Table.Drawing()}"
        );
        Assert.True(difference is null, difference);
    }
}
