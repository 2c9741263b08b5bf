namespace Platform.Registry.Domain.Applications;

internal sealed record Note(DateTimeOffset At, string By, string Text);
