namespace Platform.ServiceDefaults;

/// <summary>A setting that a host's own part cannot read: registered as a service, it is told instead of a start.</summary>
/// <param name="Line">What is wrong, and what to set.</param>
public sealed record InvalidSetting(string Line);

/// <summary>A setting is wrong, which waiting cannot mend; the message is one line that says what to set.</summary>
public sealed class InvalidSettingException(string line) : Exception(line);
