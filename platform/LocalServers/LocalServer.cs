namespace Platform.LocalServers;

/// <summary>A private server: its own data folder, and a port of the loopback address.</summary>
public abstract class LocalServer : LocalProcess
{
    /// <summary>A server that is not started yet.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="dataFolder">The folder that keeps its data from run to run; without one the data are in a temporary folder and go with
    /// it.</param>
    protected LocalServer(string name, string? dataFolder)
        : base(name)
    {
        IsPersistent = dataFolder is not null;
        Folder = dataFolder is null
            ? Directory.CreateTempSubdirectory("platform-server-").FullName
            : Directory.CreateDirectory(dataFolder).FullName;
        Password = SecretIn(Path.Combine(Folder, "password"));
    }

    /// <summary>The port of 127.0.0.1 that it listens on.</summary>
    public int Port { get; } = Ports.Free();

    /// <summary>Where its data are.</summary>
    public string Folder { get; }

    /// <summary>The password of the user <c>platform</c>: data outlive a run, so it is kept beside them.</summary>
    protected string Password { get; }

    /// <summary>Whether the data outlive it.</summary>
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
