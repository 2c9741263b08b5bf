using Platform.Domain;
using Platform.Registry.Domain.Applications;

namespace Platform.Registry.Tests.Domain;

public sealed class ApplicationLifecycleTests
{
    private static readonly string[] Allowed =
    [
        "draft edit draft",
        "draft submit submitted",
        "draft withdraw withdrawn",
        "submitted return returned",
        "submitted accept accepted",
        "submitted decline declined",
        "submitted withdraw withdrawn",
        "returned edit returned",
        "returned submit submitted",
        "returned withdraw withdrawn",
        "declined reopen submitted",
    ];

    [Fact]
    public void Every_command_in_every_status_is_decided_as_written_and_a_refusal_names_what_is_allowed()
    {
        foreach (var status in Enum.GetValues<ApplicationStatus>())
        {
            foreach (var command in Enum.GetValues<ApplicationCommand>())
            {
                var expected = Allowed.SingleOrDefault(line =>
                    line.StartsWith($"{status.ToCamelCase()} {command.ToCamelCase()} ", StringComparison.Ordinal)
                );
                if (ApplicationLifecycle.Table.Next(status, command).Succeeded(out var next, out var refused))
                {
                    Assert.Equal(expected, $"{status.ToCamelCase()} {command.ToCamelCase()} {next.ToCamelCase()}");
                }
                else
                {
                    Assert.Equal(
                        Allowed
                            .Where(line => line.StartsWith($"{status.ToCamelCase()} ", StringComparison.Ordinal))
                            .Select(line => line.Split(' ')[1])
                            .Order(),
                        refused.Allowed!.Order()
                    );
                }

                Assert.Equal(expected is null, refused is not null);
            }
        }
    }
}
