using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Messaging;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.AuthorityRegister;
using Platform.Sandbox.Features.Requests;

namespace Platform.Sandbox.Features.Samples;

/// <summary>
/// Sample cases for Development, from the topics of the action plan. The NDC raises them, and they pass through the same commands as any
/// other case.
/// </summary>
internal static class SampleCases
{
    private const string Party = "authority:ndc";

    private static readonly Actor Officer = new("sample", ForNdc: true);

    internal sealed record Sample
    {
        public required Filing Filing { get; init; }

        public required string Question { get; init; }

        public required string Lead { get; init; }

        public IReadOnlyList<string> CoAuthorities { get; init; } = [];

        /// <summary>
        /// The positions of the lead authority and then of the co-authorities; those without a position have not answered yet.
        /// </summary>
        public IReadOnlyList<Position> Positions { get; init; } = [];

        public Outcome? Outcome { get; init; }

        public string? Answer { get; init; }

        public bool Publish { get; init; }
    }

    /// <summary>Loads the sample cases into an empty service; does nothing when there is any request.</summary>
    public static async Task LoadAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SandboxDbContext>();
        var caseload = scope.ServiceProvider.GetRequiredService<Caseload>();
        var authorities = await scope.ServiceProvider.GetRequiredService<AuthorityList>().ReadAsync(cancellationToken);
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        if (await db.Requests.AnyAsync(cancellationToken))
        {
            return;
        }

        var now = await caseload.SituationAsync(Officer, cancellationToken);
        foreach (var sample in Read())
        {
            var row = await caseload.OpenAsync(sample.Filing, Party, Origin.Ndc, now, cancellationToken);
            foreach (var step in Steps(sample, authorities, now))
            {
                await caseload.SaveAsync(row, step(row.Case).Value, now, cancellationToken);
            }
        }

        await write.CommitAsync(cancellationToken);
    }

    internal static IReadOnlyList<Sample> Read()
    {
        using var stream = typeof(SampleCases).Assembly.GetManifestResourceStream("Samples.cases.json")
            ?? throw new InvalidOperationException("The sample cases are missing from the assembly.");
        return JsonSerializer.Deserialize<Sample[]>(stream, PlatformJson.Options)!;
    }

    private static IEnumerable<Func<RegulatoryCase, Result<Change>>> Steps(Sample sample, Authorities authorities, Situation now)
    {
        yield return c => Receiving.Screen(c, ScreeningDecision.Accept, "屬法規調適事項 / a matter of regulatory adjustment", null, now);
        yield return c => Questioning.Send(c, sample.Question, now);
        yield return c => Questioning.Confirm(c, now);
        yield return c => Consultation.RequestOpinions(c, sample.Lead, sample.CoAuthorities, null, authorities, now);
        foreach (var (authority, position) in new[] { sample.Lead }.Concat(sample.CoAuthorities).Zip(sample.Positions))
        {
            yield return c => Consultation.Give(c, authority, position, "示範意見 / sample opinion", null, now);
        }

        if (sample.Outcome is { } outcome)
        {
            yield return c =>
                Adjudication.Decide(
                    c,
                    new RulingDraft(outcome, sample.Answer!, null, null, new PublicLayer(sample.Question, sample.Answer!)),
                    now
                );
        }

        if (sample.Publish)
        {
            yield return c => Adjudication.Publish(c, now);
        }
    }
}
