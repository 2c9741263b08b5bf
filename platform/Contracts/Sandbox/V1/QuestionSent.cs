namespace Platform.Contracts.Sandbox.V1;

/// <summary>The NDC drafted the question and sent it to the applicant, who confirms it before any authority is consulted.</summary>
[EventType("sandbox.question-sent")]
public sealed record QuestionSent : RequestEvent
{
    /// <summary>The date, in Taipei.</summary>
    public required DateOnly SentOn { get; init; }
}
