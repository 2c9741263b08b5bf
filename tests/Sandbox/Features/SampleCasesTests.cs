using System.Net;
using Platform.Harness;
using Platform.Sandbox.Features.Samples;

namespace Platform.Sandbox.Tests.Features;

public sealed class SampleCasesTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    [Fact]
    public async Task Sample_cases_are_loaded_once_and_the_plans_are_precedents()
    {
        await SampleCases.LoadAsync(sandbox.Services, CancellationToken.None);
        await SampleCases.LoadAsync(sandbox.Services, CancellationToken.None);
        var all = (await sandbox.Ndc.Get($"{SandboxService.Requests}?limit=200")).Expect(HttpStatusCode.OK)["items"]!.AsArray();
        Assert.Equal(SampleCases.Read().Count, all.Count);
        Assert.All(all, request => Assert.Equal("ndc", request!["origin"]!.GetValue<string>()));
        var precedents = (await sandbox.Anonymous.Get("/api/sandbox/v1/precedents")).Expect(HttpStatusCode.OK)["items"]!.AsArray();
        Assert.Contains("社團法人成立閉鎖型公司", precedents.Select(precedent => precedent!["title"]!.GetValue<string>()));
        Assert.Contains("勞動合作事業公平參與政府標案", precedents.Select(precedent => precedent!["title"]!.GetValue<string>()));
    }
}
