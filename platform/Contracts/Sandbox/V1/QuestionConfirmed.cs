namespace Platform.Contracts.Sandbox.V1;

/// <summary>The applicant confirmed the question; authorities can now be consulted.</summary>
[EventType("sandbox.question-confirmed")]
public sealed record QuestionConfirmed : RequestEvent
{
    /// <summary>The date, in Taipei.</summary>
    public required DateOnly ConfirmedOn { get; init; }
}
