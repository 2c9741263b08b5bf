namespace Platform.Web;

/// <summary>An invalid setting that a module found. It is registered as a service; the host prints it and does not start.</summary>
/// <param name="Line">The error, and what to set instead.</param>
public sealed record InvalidSetting(string Line);

/// <summary>A setting is invalid, which waiting cannot fix. The message is one line that says what to set.</summary>
public sealed class InvalidSettingException(string line) : Exception(line);
