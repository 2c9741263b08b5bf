using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Harness;
using Platform.Web.Identity;

namespace Platform.EndToEnd.Tests.BadInput;

/// <summary>Every operation that the platform documents, driven with what fits and what does not.</summary>
public sealed class FuzzTests(StandalonePlatform platform) : IClassFixture<StandalonePlatform>
{
    private const int Requests = 10_000,
        Clients = 8,
        Seed = 20261122;

    // A request may be as large as it likes; what the process keeps of it may not. At rest it has some 200 MiB.
    private const double MostMemory = 600;

    /// <summary>Who calls, and what the token says that it is.</summary>
    private static readonly (string Name, string Role)[] People =
    [
        ("registrar", Roles.Registrar),
        ("rewardreviewer", Roles.RewardReviewer),
        ("ndc", Roles.NdcOfficer),
        ("mof", Roles.AuthorityOfficer),
        ("moea", Roles.AuthorityOfficer),
        ("matchmaker", Roles.PartnershipManager),
        ("admin", Roles.PlatformAdmin),
        ("org1", Roles.Organisation),
        ("buyer1", Roles.Buyer),
        ("partner1", Roles.Partner),
    ];

    [Fact]
    public async Task Whatever_is_sent_is_answered_without_a_fault_in_the_platforms_own_form_and_bounded_memory()
    {
        var document = (await platform.Anonymous.Get("/openapi.json")).Expect(System.Net.HttpStatusCode.OK).Json!;
        var tokens = new List<(string Role, AuthenticationHeaderValue Token)>();
        foreach (var (name, role) in People)
        {
            tokens.Add((role, (await platform.AsAsync(name)).DefaultRequestHeaders.Authorization!));
        }

        var (faults, answers, accepted) = (
            new ConcurrentQueue<string>(),
            new ConcurrentDictionary<int, int>(),
            new ConcurrentDictionary<string, bool>()
        );
        // What there is, by the name of its kind ("requests", "meetings").
        var ids = new ConcurrentDictionary<string, ConcurrentQueue<string>>();
        string ExistingId(Random dice, string kind) =>
            ids.GetValueOrDefault(kind) is { IsEmpty: false } made
                ? made.ElementAt(dice.Next(made.Count))
                : Guid.CreateVersion7().ToString();
        void Remember(JsonNode? node, string kind)
        {
            if (node is JsonArray items)
            {
                foreach (var item in items)
                {
                    Remember(item, kind);
                }
            }
            else if (node is JsonObject found)
            {
                if (found["id"] is JsonValue id)
                {
                    ids.GetOrAdd(kind, _ => new()).Enqueue(id.ToString());
                }

                foreach (var (name, member) in found)
                {
                    if ((name == "caseNo" || name.EndsWith("Id", StringComparison.Ordinal)) && member is JsonValue other)
                    {
                        ids.GetOrAdd(RequestGenerator.KindReferredTo(name), _ => new()).Enqueue(other.ToString());
                    }

                    Remember(member, name == "items" ? kind : name);
                }
            }
        }

        async Task<bool> TryAsync(string operation, HttpRequestMessage request)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync();
            var sent = $"{request.Method} {request.RequestUri!.OriginalString} {request.Content?.Headers.ContentType} {body}";
            try
            {
                using var answer = await platform.Anonymous.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                answers.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
                if (Violation(request, answer, text) is { } wrong)
                {
                    faults.Enqueue($"{wrong}: {Short(sent)} → {(int)answer.StatusCode} {Short(text)}");
                }

                if (!answer.IsSuccessStatusCode)
                {
                    return false;
                }

                accepted[operation] = true;
                if (answer.Content.Headers.ContentType?.MediaType == "application/json")
                {
                    Remember(JsonNode.Parse(text), RequestGenerator.KindOf(operation));
                }

                return true;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                faults.Enqueue($"No answer ({exception.Message}): {Short(sent)}");
                return false;
            }
        }

        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(client =>
                    Task.Run(async () =>
                    {
                        var generator = new RequestGenerator(document, Seed + client, tokens, ExistingId);
                        Assert.True(generator.Operations > 150, $"The document has {generator.Operations} operations.");
                        for (var i = client; i < Requests; i += Clients)
                        {
                            var (operation, request) = generator.Next(i, platform.Address);
                            using var sending = request;
                            using var copy = await CopyAsync(request);
                            // What was accepted is said once more, word for word.
                            if (await TryAsync(operation, request) && request.Method != HttpMethod.Get)
                            {
                                await TryAsync(operation, copy);
                            }
                        }
                    })
                )
        );

        var logged = platform.Output.Split('\n').Where(line => line.Contains(" fail: ", StringComparison.Ordinal)).Take(10);
        Assert.True(faults.IsEmpty, $"{faults.Count} of {Requests}:\n{string.Join('\n', faults.Take(15))}\n{string.Join('\n', logged)}");
        // The requests reach the rules: not all of them break at the door.
        Assert.True(accepted.Count > 100, $"{accepted.Count} operations were accepted.");
        Assert.True(answers.Where(answer => answer.Key < 300).Sum(answer => answer.Value) > Requests / 20, string.Join(' ', answers));
        Assert.True(
            answers.Where(answer => answer.Key is 409 or 422).Sum(answer => answer.Value) > Requests / 50,
            string.Join(' ', answers)
        );
        Assert.InRange(PeakMemory(), 1, MostMemory);
        (await platform.Anonymous.Get("/health/ready")).Expect(System.Net.HttpStatusCode.OK);
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        copy.Headers.Authorization = request.Headers.Authorization;
        foreach (var (name, values) in request.Headers.NonValidated.Where(header => header.Key == "If-Match"))
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        if (request.Content is not { } body)
        {
            return copy;
        }

        copy.Content = new ByteArrayContent(await body.ReadAsByteArrayAsync());
        foreach (var (name, values) in body.Headers.NonValidated.Where(header => header.Key != "Content-Length"))
        {
            copy.Content.Headers.TryAddWithoutValidation(name, values);
        }

        return copy;
    }

    private static string? Violation(HttpRequestMessage request, HttpResponseMessage answer, string text)
    {
        if ((int)answer.StatusCode >= 500)
        {
            return "A fault";
        }

        if ((int)answer.StatusCode < 400)
        {
            return null;
        }

        // What is no HTTP the server refuses before there is a request.
        if (
            answer.StatusCode == System.Net.HttpStatusCode.BadRequest
            && text.Length == 0
            && request.RequestUri!.OriginalString.Contains("%00", StringComparison.Ordinal)
        )
        {
            return null;
        }

        var isToken = request.RequestUri!.OriginalString.Contains("/connect/token", StringComparison.Ordinal);
        if (!isToken && answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return "No problem details";
        }

        try
        {
            return JsonNode.Parse(text)?[isToken && text.Contains("\"error\"", StringComparison.Ordinal) ? "error" : "code"] is null
                ? "No code"
                : null;
        }
        catch (JsonException)
        {
            return "No JSON";
        }
    }

    private static string Short(string text) => text.Length <= 400 ? text : $"{text[..400]}… ({text.Length})";

    private double PeakMemory() =>
        File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{platform.ProcessId}/status"))
            .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
            .Single();
}
