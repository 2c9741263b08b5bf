using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Platform.Evaluation;

/// <summary>Loads the sample data like any client: through the gateway, with a development account.</summary>
public static class SampleData
{
    /// <summary>Imports the sample organisations and waits for the import to end.</summary>
    public static async Task LoadAsync(string url, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync(http, "registrar", cancellationToken));
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "organisations.csv"));
        using var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var started = await http.PostAsync("/api/registry/v1/imports", content, cancellationToken);
        started.EnsureSuccessStatusCode();
        var import = JsonNode.Parse(await started.Content.ReadAsStringAsync(cancellationToken))!["id"]!.GetValue<string>();
        while (true)
        {
            var progress = JsonNode.Parse(await http.GetStringAsync($"/api/registry/v1/imports/{import}", cancellationToken))!;
            if (progress["status"]!.GetValue<string>() is "completed" or "failed")
            {
                Console.WriteLine($"Sample data: {progress["accepted"]} organisations imported, {progress["rejected"]} rejected.");
                return;
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    private static async Task<string> TokenAsync(HttpClient http, string account, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["username"] = account,
                ["password"] = account,
            }
        );
        using var response = await http.PostAsync("/connect/token", form, cancellationToken);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!["access_token"]!.GetValue<string>();
    }
}
