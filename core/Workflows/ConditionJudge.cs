using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>Judges the conditions of one activity and notes what it looked at. Looks at no more than it needs: the first inner condition that decides is the last.</summary>
internal sealed class ConditionJudge(MailFacts mail, ServiceFacts service)
{
    private readonly List<ConditionCheck> checks = [];

    public IReadOnlyList<ConditionCheck> Checks => checks;

    /// <summary>Whether the condition holds; null when it is not understood.</summary>
    public bool? Holds(Condition condition)
    {
        switch (condition.Kind)
        {
            case ConditionKind.All:
                return Inside(condition, until: false);
            case ConditionKind.Any:
                return Inside(condition, until: true);
            case ConditionKind.Not:
                return condition.Of is [var inner] ? !Holds(inner) : null;
            default:
                if (Simple(condition) is not { } holds)
                    return null;
                checks.Add(new(condition.Kind, holds));
                return holds;
        }
    }

    private bool? Inside(Condition condition, bool until)
    {
        if (condition.Of is not { Count: > 0 } all)
            return null;
        foreach (var inner in all)
        {
            if (Holds(inner) is not { } holds)
                return null;
            if (holds == until)
                return until;
        }

        return !until;
    }

    private bool? Simple(Condition condition) => condition.Kind switch
    {
        ConditionKind.HasAttachment => mail.HasAttachments,
        ConditionKind.KnownCustomer => mail.IsKnownCustomer,
        ConditionKind.Open => service.IsOpen,
        ConditionKind.Header => Header(condition),
        ConditionKind.LargerThan or ConditionKind.Waiting or ConditionKind.OldestWaiting or ConditionKind.AgentsAvailable =>
            condition.Number is { } number ? Number(condition.Kind, number) : null,
        _ => condition.Values is { Count: > 0 } values ? Value(condition.Kind, values) : null,
    };

    private bool Number(ConditionKind kind, int number) => kind switch
    {
        ConditionKind.LargerThan => mail.Size > number * 1024L * 1024L,
        ConditionKind.Waiting => service.Waiting >= number,
        ConditionKind.OldestWaiting => service.Waiting > 0 && service.OldestWaiting >= TimeSpan.FromMinutes(number),
        _ => service.AgentsAvailable >= number,
    };

    private bool? Value(ConditionKind kind, IReadOnlyList<string> values) => kind switch
    {
        ConditionKind.Sender => SenderList.Covers(values, mail.Sender),
        ConditionKind.Recipient => mail.Recipients.Any(recipient => SenderList.Covers(values, recipient)),
        ConditionKind.Subject => IsIn(values, mail.Subject),
        ConditionKind.Body => IsIn(values, mail.Text),
        ConditionKind.AttachmentType => mail.Attachments.Any(file => values.Any(type => file.EndsWith($".{type}", StringComparison.OrdinalIgnoreCase))),
        ConditionKind.Importance => Is(values, mail.Importance),
        ConditionKind.Language => mail.Language is { } language && Is(values, language),
        ConditionKind.Sensitivity => Is(values, mail.Sensitivity),
        ConditionKind.Dmarc => Is(values, mail.Dmarc),
        _ => null,
    };

    private bool? Header(Condition condition) => condition.Name is { Length: > 0 } name
        ? mail.Headers.Any(header =>
            string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase) && (condition.Values is not { Count: > 0 } values || IsIn(values, header.Value)))
        : null;

    private static bool IsIn(IReadOnlyList<string> words, string text) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool Is(IReadOnlyList<string> values, string value) => values.Contains(value, StringComparer.OrdinalIgnoreCase);
}
