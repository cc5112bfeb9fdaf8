namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>What a dialog shows at one step.</summary>
/// <param name="Asked">Null on the summary.</param>
internal sealed record DialogPage(Dialog Dialog, Visit Visit, Question? Asked, long Turn, DateTimeOffset ExpiresAt)
{
    /// <summary>Said above everything else: how an earlier act ended, what somebody else changed meanwhile.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>What the act will bring about; on the summary.</summary>
    public IReadOnlyList<Note> Consequences { get; init; } = [];

    /// <summary>Why it cannot go on, each with the key of its question, or none.</summary>
    public IReadOnlyList<(string? Key, string Text)> Problems { get; init; } = [];

    /// <summary>What was given and could not be read; shown again, so that it can be mended.</summary>
    public string? Given { get; init; }

    public bool ShowsHelp { get; init; }

    public bool CanGoBack { get; init; }

    /// <summary>The present value of the question that is asked.</summary>
    public string? Value => Asked is { } question ? (Visit.IsAnswered(question.Key) ? Visit[question.Key] : question.Initial) : null;

    /// <summary>What the summary lists.</summary>
    public IEnumerable<Question> Listed => Visit.Questions.Where(question => question is { IsListed: true, IsSubject: false });

    /// <summary>What it is about, as far as that is known.</summary>
    public IEnumerable<string> Subjects =>
        Visit.Questions.Where(question => question.IsSubject && question != Asked).Select(question => question.Prompt.Show(Visit[question.Key], Visit.Words));
}
