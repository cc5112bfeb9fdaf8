using System.Globalization;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>One look at a dialog: who is in it, what was answered, and the configuration of this moment.</summary>
internal sealed class Visit(Person person, Configuration configuration, DialogState state)
{
    private readonly List<Question> questions = [];

    public Person Person => person;

    public Words Words => person.Reader.Words;

    public Configuration Configuration => configuration;

    /// <summary>The verb that it returns to when it is done; null when it stands for itself.</summary>
    public string? Within => state.Within;

    /// <summary>The questions met so far, in order.</summary>
    public IReadOnlyList<Question> Questions => questions;

    /// <summary>The value of a question met so far: what was answered, else its initial value.</summary>
    public string this[string key] =>
        state.AnswerTo(key) ?? questions.Find(question => question.Key == key)?.Initial
        ?? throw new InvalidOperationException($"'{key}' has not been asked.");

    /// <summary>True when the person answered it in this dialog.</summary>
    public bool IsAnswered(string key) => state.AnswerTo(key) is not null;

    public int Number(string key) => int.Parse(this[key], CultureInfo.InvariantCulture);

    public bool Flag(string key) => this[key] == Prompts.YesNoPrompt.Yes;

    /// <summary>The values of a question that takes several.</summary>
    public IReadOnlyList<string> List(string key) => Prompts.ChoicePrompt.Split(this[key]);

    /// <summary>Enters a question; from now on its value can be read.</summary>
    public void Meet(Question question) => questions.Add(question);
}
