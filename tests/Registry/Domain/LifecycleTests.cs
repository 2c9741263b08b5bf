using Platform.Harness;
using Platform.Registry.Domain.Appeals;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Claims;
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
                + $"## An organisation\n\n{OrganisationLifecycle.Table.Drawing()}\n"
                + $"## A claim\n\n{ClaimLifecycle.Table.Drawing()}\n"
                + $"## An appeal\n\n{AppealLifecycle.Table.Drawing()}"
        );
        Assert.True(difference is null, difference);
    }
}
