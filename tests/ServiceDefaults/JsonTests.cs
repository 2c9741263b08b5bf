using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.Data;
using Platform.Web.Http;

namespace Platform.ServiceDefaults.Tests;

public sealed class JsonTests
{
    [Fact]
    public void Options_that_all_requests_share_cannot_be_changed_by_the_first_two_at_once()
    {
        Assert.True(PlatformJson.Options.IsReadOnly);
        Assert.True(PlatformJson.Stored.IsReadOnly);
    }

    [Fact]
    public async Task Answers_of_any_size_arrive_whole_also_when_several_are_written_at_once()
    {
        await using var services = new ServiceCollection()
            .ConfigureHttpJsonOptions(json => PlatformJson.Configure(json.SerializerOptions))
            .BuildServiceProvider();
        await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(n =>
                    Task.Run(async () =>
                    {
                        string[] items = [.. Enumerable.Range(0, n * 20).Select(item => $"第{item}項 of {n}")];
                        var http = new DefaultHttpContext
                        {
                            RequestServices = services,
                            Request = { Method = "GET" },
                            Response = { Body = new MemoryStream() },
                        };
                        await ((Answer<Page<string>>)new Page<string>(items, null)).ExecuteAsync(http);
                        var written = ((MemoryStream)http.Response.Body).ToArray();
                        Assert.Equal(written.Length, http.Response.ContentLength);
                        Assert.Equal(items, JsonNode.Parse(written)!["items"].Deserialize<string[]>()!);
                    })
                )
        );
    }
}
