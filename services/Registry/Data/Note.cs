namespace Platform.Registry.Data;

internal sealed record Note(DateTimeOffset At, string By, string Text);
