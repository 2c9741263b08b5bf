namespace Platform.Migrations;

/// <summary>The tool will not write this migration; the message says why and what to do.</summary>
public sealed class RefusedException(string message) : Exception(message);
