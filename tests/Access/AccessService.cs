using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Harness;

namespace Platform.Access.Tests;

public sealed class AccessService() : TestService(builder => builder.AddAccess(), app => app.MapAccess()), IAsyncLifetime
{
    public string Data => Services.GetRequiredService<IConfiguration>()["Platform:Data"]!;

    /// <summary>Asks for a token with a form of these fields.</summary>
    public Task<Reply> RequestTokenAsync(params (string Name, string Value)[] fields) => RequestTokenAsync(Anonymous, fields);

    public static Task<Reply> RequestTokenAsync(HttpClient client, params (string Name, string Value)[] fields) =>
        client.Call(
            HttpMethod.Post,
            "/connect/token",
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))
        );

    /// <summary>All that its database holds: the bytes of the SQLite files, or every value of every table in PostgreSQL.</summary>
    public async Task<byte[]> WrittenAsync()
    {
        if (!TestServers.AreWanted)
        {
            return
            [
                .. Directory
                    .GetFiles(Data, "access.db*")
                    .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))
                    .SelectMany(ReadShared),
            ];
        }

        using var written = new MemoryStream();
        await using var connection = new NpgsqlConnection(Services.GetRequiredService<IConfiguration>().GetConnectionString("accessdb"));
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (
            var names = await new NpgsqlCommand(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
                connection
            ).ExecuteReaderAsync()
        )
        {
            while (await names.ReadAsync())
            {
                tables.Add(names.GetString(0));
            }
        }

        foreach (var table in tables)
        {
            await using var rows = await new NpgsqlCommand($"SELECT * FROM \"{table}\"", connection).ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var column = 0; column < rows.FieldCount; column++)
                {
                    written.Write(
                        rows.GetValue(column) switch
                        {
                            byte[] bytes => bytes,
                            var value => Encoding.UTF8.GetBytes($"{value}\n"),
                        }
                    );
                }
            }
        }

        return written.ToArray();
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
