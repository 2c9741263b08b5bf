using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Benchmarks;

/// <summary>
/// The limit: the same bytes published with confirms in windows, and one commit for each event taken; no outbox, no inbox, no mapping,
/// just the clients of the
/// two servers, with the settings that the platform has.
/// </summary>
internal static class RawPipeline
{
    private const string Queue = "raw";

    /// <summary>Gives events per second.</summary>
    public static async Task<double> RunAsync(string database, string broker, byte[] body, int events, ushort window, ushort consumers)
    {
        await using var source = NpgsqlDataSource.Create(database + ";Max Auto Prepare=10;No Reset On Close=true");
        await ExecuteAsync("""DROP TABLE IF EXISTS "RawEffects" """);
        await ExecuteAsync("""CREATE TABLE "RawEffects" ("Id" uuid PRIMARY KEY, "Year" integer NOT NULL)""");
        await using var connection = await new ConnectionFactory { Uri = new(broker) }.CreateConnectionAsync();
        await using var publisher = await connection.CreateChannelAsync(
            new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, null)
        );
        await using var subscriber = await connection.CreateChannelAsync(new(false, false, consumerDispatchConcurrency: consumers));
        await publisher.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
        await publisher.QueuePurgeAsync(Queue);
        await subscriber.BasicQosAsync(0, consumers, global: false);

        var (left, all) = (events, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var consumer = new AsyncEventingBasicConsumer(subscriber);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await using var insert = source.CreateCommand("""INSERT INTO "RawEffects" VALUES ($1, $2)""");
            insert.Parameters.Add(new() { Value = Guid.CreateVersion7() });
            insert.Parameters.Add(new() { Value = 2025 });
            await insert.ExecuteNonQueryAsync();
            await subscriber.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            if (Interlocked.Decrement(ref left) == 0)
            {
                all.SetResult();
            }
        };
        var clock = Stopwatch.StartNew();
        await subscriber.BasicConsumeAsync(Queue, autoAck: false, consumer);
        var persistent = new BasicProperties { Persistent = true };
        await Parallel.ForAsync(0, events, new ParallelOptions { MaxDegreeOfParallelism = window }, (_, token) =>
            publisher.BasicPublishAsync("", Queue, true, persistent, body, token)
        );
        await all.Task;
        return events / clock.Elapsed.TotalSeconds;

        async Task ExecuteAsync(string sql)
        {
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }
}
