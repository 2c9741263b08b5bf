using Platform.Contracts;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Domain.Matching.Factors;

/// <summary>How close the two stages are, from idea to diffusion: a quarter less for every stage between them.</summary>
internal sealed class StageFit : KeyedFactor
{
    private const int LessPerStage = 250;

    public override string Name => "stageFit";

    public override int Score(MatchSubject self, MatchSubject other) =>
        (self.Stage, other.Stage) is ({ } ours, { } theirs) ? Thousandths.Whole - (LessPerStage * Math.Abs(ours - theirs)) : Neutral;

    public override int MaxScoreFor(MatchSubject self) => self.Stage is null ? Neutral : Thousandths.Whole;

    public override int MaxScoreFrom(MatchSubject other) => MaxScoreFor(other);

    public override object KeyOf(MatchSubject subject) => subject.Stage ?? (object)"none";

    public override Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names) =>
        (self.Stage, other.Stage) is ({ } ours, { } theirs)
            ? Text($"發展階段：{Zh(ours)}與{Zh(theirs)}。", $"Stages: {En(ours)} and {En(theirs)}.")
            : Text("有一方未填發展階段，不加分也不扣分。", "One side names no stage, which counts neither way.");

    private static string Zh(Stage stage) =>
        stage switch
        {
            Stage.Ideation => "創意發想",
            Stage.FieldExperiment => "落地實驗",
            Stage.SustainableOperation => "永續經營",
            _ => "典範擴散",
        };

    private static string En(Stage stage) =>
        stage switch
        {
            Stage.Ideation => "ideation",
            Stage.FieldExperiment => "field experiment",
            Stage.SustainableOperation => "sustainable operation",
            _ => "diffusion",
        };
}
