using Microsoft.Extensions.Configuration;

namespace Platform.Data;

/// <summary>The folder of what a process stores in files: its SQLite database, keys, mail of Development, the moved clock.</summary>
public static class DataFolder
{
    /// <summary>The name of the setting.</summary>
    public const string Setting = "Platform:Data";

    /// <summary>Returns the folder that is set, or <c>.data</c>.</summary>
    public static string Of(IConfiguration configuration) => configuration[Setting] ?? ".data";
}
