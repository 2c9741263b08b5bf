namespace Platform.Architecture.Tests;

/// <summary>Where the files of a service are: one folder per resource, one file per use case, one idea a file.</summary>
internal static class Layout
{
    private static readonly string[] Folders = ["Features", "Domain", "Data"];
    private static readonly string[] CollectiveFiles = ["Rows.cs", "Bodies.cs", "Views.cs", "Models.cs", "Constants.cs", "Extensions.cs"];
    private static readonly string[] EmptyNames = ["Common", "Core", "Helpers", "Utils", "Shared", "Misc"];

    /// <summary>Returns what is in the wrong place.</summary>
    /// <param name="service">The service.</param>
    /// <param name="files">Its C# files, relative to its folder.</param>
    public static IEnumerable<string> Violations(string service, IEnumerable<string> files) =>
        files.Order().SelectMany(file => Breaches(service, file));

    private static IEnumerable<string> Breaches(string service, string file)
    {
        var parts = file.Split('/');
        if (parts.Length == 1 && parts[0] != "Program.cs" && parts[0] != $"{service}Module.cs" && parts[0] != $"{service}Options.cs")
        {
            yield return $"{file} is neither in Features, Domain nor Data";
        }

        if (parts.Length > 1 && !Folders.Contains(parts[0]))
        {
            yield return $"{file} is neither in Features, Domain nor Data";
        }

        if (parts is ["Features", _])
        {
            yield return $"{file} is in no folder of a resource";
        }

        if (CollectiveFiles.Contains(parts[^1]))
        {
            yield return $"{file} holds more than one idea";
        }

        if (parts.Any(EmptyNames.Contains))
        {
            yield return $"{file} is in a folder that says nothing";
        }
    }
}
