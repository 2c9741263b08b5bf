namespace Platform.LocalServers;

/// <summary>A private server with its own data folder and a port of the loopback address.</summary>
public abstract class LocalServer : LocalProcess
{
    /// <summary>Creates a server without starting it.</summary>
    /// <param name="name">The display name.</param>
    /// <param name="dataFolder">The folder for data that persist between runs; when <see langword="null"/>, the data are in a temporary
    /// folder and are removed with it.</param>
    protected LocalServer(string name, string? dataFolder)
        : base(name)
    {
        IsPersistent = dataFolder is not null;
        Folder = dataFolder is null
            ? Directory.CreateTempSubdirectory("platform-server-").FullName
            : Directory.CreateDirectory(dataFolder).FullName;
        Password = SecretIn(Path.Combine(Folder, "password"));
    }

    /// <summary>The port of 127.0.0.1 that the server listens on.</summary>
    public int Port { get; } = Ports.Free();

    /// <summary>The folder with the server's data.</summary>
    public string Folder { get; }

    /// <summary>The password of the user <c>platform</c>. It is stored beside the data, which may outlive a run.</summary>
    protected string Password { get; }

    /// <summary>Whether the data outlive the server.</summary>
    protected bool IsPersistent { get; }

    /// <inheritdoc/>
    protected override string? CleanupFolder => IsPersistent ? null : Folder;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (!IsPersistent && Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    private static string SecretIn(string file)
    {
        if (!File.Exists(file))
        {
            File.WriteAllText(file, Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        return File.ReadAllText(file);
    }
}
