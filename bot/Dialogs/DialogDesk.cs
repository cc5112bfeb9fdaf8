using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Organization;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>
/// Leads people through dialogs, by cards and by typing alike. Each step is written before it is shown, under the etag of the step before: a double click, a click on
/// an old card and a second device see the present step and change nothing.
/// </summary>
internal sealed class DialogDesk(IEnumerable<Dialog> dialogs, IEnumerable<Board> boards, DialogTable table, FileReader files, IConfigurationSource configuration, TimeProvider time)
{
    private readonly Dictionary<string, Dialog> dialogs = dialogs.ToDictionary(dialog => dialog.Verb, StringComparer.Ordinal);
    private readonly Dictionary<string, Board> boards = boards.ToDictionary(board => board.Verb, StringComparer.Ordinal);

    /// <summary>True for a list that may be shown without anybody having clicked.</summary>
    public bool OnlyShows(string verb) => boards.TryGetValue(verb, out var board) && board.MayRefresh;

    /// <summary>Shows a list or begins a dialog; null when the verb is neither's.</summary>
    /// <param name="about">What the list is about, or the answer to the dialog's first question; empty for none.</param>
    /// <param name="card">The card in whose place it is shown; null when it was typed.</param>
    public async Task<Reaction?> OpenAsync(Person person, string verb, string about, CardPlace? card, CancellationToken cancellation)
    {
        if (boards.TryGetValue(verb, out var board))
            return IsAllowed(person, board.Roles)
                ? new Reaction.Show(await board.DrawAsync(person, about, cancellation))
                : new Reaction.Say(person.Reader.Words[Phrase.RefusalNotAllowed]);
        if (!dialogs.TryGetValue(verb, out var dialog))
            return null;
        return IsAllowed(person, dialog.Roles)
            ? await BeginAsync(person, dialog, about, card, null, [], cancellation)
            : new Reaction.Say(person.Reader.Words[Phrase.RefusalNotAllowed]);
    }

    /// <summary>What a button of a dialog does; null when the verb is not one of a dialog's.</summary>
    public async Task<Reaction?> ClickAsync(Person person, ButtonData button, CancellationToken cancellation)
    {
        if (!button.Verb.StartsWith("dialog.", StringComparison.Ordinal))
            return await OpenAsync(person, button.Verb, button.About ?? "", button.Card, cancellation);
        var words = person.Reader.Words;
        if (await table.FindAsync(person.Chat, cancellation) is not { } stored || stored.Value.IsOver(time.GetUtcNow()))
            return new Reaction.Show(NoticeCard.Draw(person.Reader, CalloutKind.Note, words[DialogPhrase.IsOver]));
        if (Find(person, stored.Value) is not { } dialog)
            return new Reaction.Say(words[Phrase.RefusalNotAllowed]);
        var step = new DialogStep(person, dialog, stored, button.Card ?? stored.Value.Card);
        if (button.Verb != CardVerbs.DialogShow && button.Version != stored.Value.Turn)
            return await ShowAsync(step, stored.Value, cancellation, new DialogSaying { Notes = [new Note(CalloutKind.Note, words[DialogPhrase.EarlierStep])] });
        return button.Verb switch
        {
            CardVerbs.DialogNext => await AnswerAsync(step, await LookAsync(step, stored.Value, cancellation), (button.About ?? button.Text).Trim(), cancellation),
            CardVerbs.DialogBack => await BackAsync(step, cancellation),
            CardVerbs.DialogHelp => await ShowAsync(step, stored.Value, cancellation, new DialogSaying { ShowsHelp = true }),
            CardVerbs.DialogCancel => await CancelAsync(step, cancellation),
            CardVerbs.DialogChange => await ChangeAsync(step, await LookAsync(step, stored.Value, cancellation), button.Text, cancellation),
            CardVerbs.DialogConfirm => await ConfirmAsync(step, cancellation),
            CardVerbs.DialogShow => await ShowAsync(step, stored.Value, cancellation),
            _ => null,
        };
    }

    /// <summary>What typed words mean to the dialog under way; null when there is none, or when they are a command, which is obeyed while the dialog waits.</summary>
    /// <param name="isCommand">True when the words are a command of the person's. In quotation marks they are an answer all the same.</param>
    /// <param name="file">The first that is attached to the words; null for none.</param>
    public async Task<Reaction?> TypeAsync(Person person, string text, bool isCommand, SharedFile? file, CancellationToken cancellation)
    {
        if (await table.FindAsync(person.Chat, cancellation) is not { } stored || stored.Value.IsOver(time.GetUtcNow()) || Find(person, stored.Value) is not { } dialog)
            return null;
        var words = person.Reader.Words;
        var step = new DialogStep(person, dialog, stored, null);
        if (Words.Mean(DialogPhrase.CancelWords, text))
            return await CancelAsync(step, cancellation);
        if (Words.Mean(DialogPhrase.BackWords, text))
            return await BackAsync(step, cancellation);
        if (Words.Mean(DialogPhrase.HelpWords, text))
            return await ShowAsync(step, stored.Value, cancellation, new DialogSaying { ShowsHelp = true });
        if (Words.Mean(DialogPhrase.ContinueWords, text))
            return await ShowAsync(step, stored.Value, cancellation);
        var page = await LookAsync(step, stored.Value, cancellation);
        // On a summary "change mailbox" means the line of that name, although it is a command as well.
        if (isCommand && !(page.Asked is null && Changes(text) is { } what && FindNamed([.. page.Listed], what, words) is not null))
            return null;
        if (page.Asked is { Prompt: ITakesFiles prompt, Key: var key } && file is not null)
        {
            var (content, reason) = await files.ReadAsync(file, prompt.LargestFile, words, cancellation);
            return content is not null
                ? await AnswerAsync(step, page, content, cancellation)
                : await ShowAsync(step, stored.Value, cancellation, new DialogSaying { Problems = [(key, reason!)] });
        }

        // Files that the question does not ask for are for something else, and so are the words beside them.
        if (file is not null)
            return null;
        if (page.Asked is not null)
            return await AnswerAsync(step, page, Unquote(text), cancellation);
        return Words.Mean(DialogPhrase.ConfirmWords, text) || string.Equals(text, dialog.ConfirmTitle(words), StringComparison.OrdinalIgnoreCase)
            ? await ConfirmAsync(step, cancellation)
            : await ChangeAsync(step, page, text, cancellation);
    }

    private static bool IsAllowed(Person person, Roles roles) => roles == Roles.None || (person.Roles & roles) != 0;

    private static string Unquote(string text) =>
        text.Length > 2 && "\"“„«'".Contains(text[0], StringComparison.Ordinal) && "\"”“»'".Contains(text[^1], StringComparison.Ordinal) ? text[1..^1].Trim() : text;

    // Null when the dialog is no longer one for this person.
    private Dialog? Find(Person person, DialogState state) =>
        dialogs.TryGetValue(state.Dialog!, out var dialog) && IsAllowed(person, dialog.Roles) ? dialog : null;

    private async Task<Reaction> BeginAsync(
        Person person, Dialog dialog, string given, CardPlace? card, string? within, IReadOnlyList<Note> notes, CancellationToken cancellation)
    {
        await table.ForgetAsync(time.GetUtcNow(), cancellation);
        var stored = await table.FindAsync(person.Chat, cancellation);
        // A dialog that was left open is given up; it had changed nothing.
        var isGivenUp = stored is not null && !stored.Value.IsOver(time.GetUtcNow()) && stored.Value.Dialog != dialog.Verb && stored.Value.Answers.Count > 0;
        if (isGivenUp && within is null && dialogs.TryGetValue(stored!.Value.Dialog!, out var former))
            notes = [.. notes, new Note(CalloutKind.Note, person.Reader.Words.Say(DialogPhrase.GivenUp, former.Title(person.Reader.Words)))];
        var state = new DialogState { Dialog = dialog.Verb, Turn = (stored?.Value.Turn ?? 0) + 1, Within = within };
        var step = new DialogStep(person, dialog, stored, card);
        foreach (var answer in given.Length > 0 ? dialog.FirstAnswers(given) : [])
        {
            if ((await LookAsync(step, state, cancellation)).Asked is not { } asked)
                break;
            if (EntraIds.IsSecret(answer))
                return await RefuseSecretAsync(step, state, asked, cancellation);
            var read = await asked.Prompt.ReadAsync(answer, person.Reader.Words, cancellation);
            if (read.Reason is { } reason)
                return await ShowAsync(step, state, cancellation, new DialogSaying { Notes = notes, Problems = [(asked.Key, reason)], Given = answer });
            state = state with { Answers = [.. state.Answers, new GivenAnswer(asked.Key, read.Value!)] };
        }

        return await ShowAsync(step, state, cancellation, new DialogSaying { Notes = notes });
    }

    private async Task<Reaction> AnswerAsync(DialogStep step, DialogPage page, string given, CancellationToken cancellation)
    {
        var state = step.State;
        if (page.Asked is not { } question)
            return await ShowAsync(step, state, cancellation);
        if (EntraIds.IsSecret(given))
            return await RefuseSecretAsync(step, state, question, cancellation);
        var read = await question.Prompt.ReadAsync(given, step.Words, cancellation);
        if (read.Value is not { } value)
            return await ShowAsync(step, state, cancellation, new DialogSaying { Problems = [(question.Key, read.Reason!)], Given = given });
        // What later questions begin from may hang on this answer; that is no change by somebody else, so those are looked for before it counts.
        var before = state.Changing is null ? page : await LookAsync(step, state with { Changing = null }, cancellation);
        var answered = state with
        {
            Answers = [.. state.Answers.Where(answer => answer.Key != question.Key), new GivenAnswer(question.Key, value)], Changing = null, Turn = state.Turn + 1, Seen = new Dictionary<string, string>(),
        };
        return await ShowAsync(step, answered, cancellation, new DialogSaying { Notes = before.Notes });
    }

    // An answer is stored; a secret must not be (E-043). It stands in the chat all the same, so it is burnt.
    private Task<Reaction> RefuseSecretAsync(DialogStep step, DialogState state, Question question, CancellationToken cancellation) =>
        ShowAsync(step, state, cancellation, new DialogSaying { Problems = [(question.Key, step.Words[SetupPhrase.SecretInChat])] });

    private async Task<Reaction> BackAsync(DialogStep step, CancellationToken cancellation)
    {
        var state = step.State;
        if (state.Changing is null && state.Answers.Count == 0)
            return await ShowAsync(step, state, cancellation, new DialogSaying { Notes = [new Note(CalloutKind.Note, step.Words[DialogPhrase.IsFirst])] });
        return await ShowAsync(
            step,
            state.Changing is not null ? state with { Changing = null, Turn = state.Turn + 1 } : state with { Answers = [.. state.Answers.SkipLast(1)], Turn = state.Turn + 1 },
            cancellation);
    }

    private async Task<Reaction> ChangeAsync(DialogStep step, DialogPage page, string text, CancellationToken cancellation)
    {
        var listed = page.Listed.ToList();
        var named = page.Asked is null ? FindNamed(listed, text.Trim(), step.Words) : null;
        return named is null
            ? await ShowAsync(step, step.State, cancellation, new DialogSaying { ShowsHelp = true })
            : await ShowAsync(step, step.State with { Changing = named.Key, Turn = step.State.Turn + 1 }, cancellation);
    }

    // What stands behind "change"; null when that is not what the text begins with.
    private static string? Changes(string text) => Words.All.SelectMany(language => language[DialogPhrase.ChangeWords].Split('|'))
        .Where(verb => text.StartsWith(verb + " ", StringComparison.OrdinalIgnoreCase)).Select(verb => text[(verb.Length + 1)..].Trim()).FirstOrDefault();

    private static Question? FindNamed(List<Question> listed, string text, Words words)
    {
        text = Changes(text) ?? text;
        return listed.Find(question => question.Key == text || string.Equals(question.Label, text, StringComparison.OrdinalIgnoreCase))
            ?? (listed.Where(question => question.Label.StartsWith(text, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is [var only] ? only : null)
            ?? (int.TryParse(text.TrimEnd('.'), System.Globalization.NumberStyles.None, words.Culture, out var number) && number >= 1 && number <= listed.Count ? listed[number - 1] : null);
    }

    private async Task<Reaction> CancelAsync(DialogStep step, CancellationToken cancellation)
    {
        var title = step.Dialog.Title(step.Words);
        if (!await table.WriteAsync(step.Person.Chat, step.Stored, Ended(step.State), cancellation))
            return await AgainAsync(step, cancellation);
        return Replace(step, DialogCard.Draw(step.Person.Reader, title, new Ending.Done(new Note(CalloutKind.Note, step.Words[DialogPhrase.Cancelled]))));
    }

    private async Task<Reaction> ConfirmAsync(DialogStep step, CancellationToken cancellation)
    {
        // The step is taken before the act: of two clicks one acts.
        var state = step.State with { Turn = step.State.Turn + 1 };
        var page = await LookAsync(step, state, cancellation);
        if (page.Asked is not null || page.Notes.Count > 0)
            return await ShowAsync(step, state, cancellation);
        if (!await table.WriteAsync(step.Person.Chat, step.Stored, state with { TouchedAt = time.GetUtcNow() }, cancellation))
            return await AgainAsync(step, cancellation);
        step = step with { Stored = await table.FindAsync(step.Person.Chat, cancellation) };
        return await FinishAsync(step, page, cancellation);
    }

    private async Task<Reaction> FinishAsync(DialogStep step, DialogPage page, CancellationToken cancellation)
    {
        while (true)
        {
            switch (await step.Dialog.FinishAsync(page.Visit, cancellation))
            {
                case Ending.Done done:
                    return await EndAsync(step, done, cancellation);
                case Ending.Go go when dialogs.TryGetValue(go.Verb, out var next) && IsAllowed(step.Person, next.Roles):
                    return await BeginAsync(step.Person, next, go.About, step.Card, step.Dialog.Verb, [], cancellation);
                case Ending.Refused refused:
                    return await ShowAsync(step, step.State, cancellation, new DialogSaying { Problems = refused.Problems, IsSumming = true });
            }

            // The configuration is another one by now. Only when what the person saw has changed must he look again; when nothing has, trying again would change nothing.
            var tried = page.Visit.Configuration.Revision;
            page = await LookAsync(step, step.State, cancellation);
            if (page.Asked is not null || page.Notes.Count > 0 || page.Visit.Configuration.Revision == tried)
                return await ShowAsync(step, step.State, cancellation, new DialogSaying { IsSumming = true });
        }
    }

    private async Task<Reaction> EndAsync(DialogStep step, Ending.Done done, CancellationToken cancellation)
    {
        if (!await table.WriteAsync(step.Person.Chat, step.Stored, Ended(step.State), cancellation))
            return await AgainAsync(step, cancellation);
        // What follows a typed answer takes the place of the dialog's card, too.
        if (step.State.Within is { } verb && dialogs.TryGetValue(verb, out var guide) && IsAllowed(step.Person, guide.Roles))
            return await BeginAsync(step.Person, guide, "", step.Card, null, done.Notes, cancellation);
        return Replace(step, done.Card ?? DialogCard.Draw(step.Person.Reader, step.Dialog.Title(step.Words), done));
    }

    // Writes the step and shows it. A dialog that needs no confirmation acts when nothing is left to ask.
    private async Task<Reaction> ShowAsync(DialogStep step, DialogState state, CancellationToken cancellation, DialogSaying? saying = null)
    {
        var page = await LookAsync(step, state, cancellation);
        saying ??= new DialogSaying();
        var seen = page.Visit.Questions.Where(question => question.Initial is not null).ToDictionary(question => question.Key, question => question.Initial!);
        var next = state with { Seen = seen, TouchedAt = time.GetUtcNow(), Card = step.Card ?? state.Card, Dialog = step.Dialog.Verb };
        if (!await table.WriteAsync(step.Person.Chat, step.Stored, next, cancellation))
            return await AgainAsync(step, cancellation);
        if (page.Asked is null && !step.Dialog.IsConfirmed && !saying.IsSumming)
            return await FinishAsync(step with { Stored = await table.FindAsync(step.Person.Chat, cancellation) }, page, cancellation);
        return Replace(step, DialogCard.Draw(step.Person.Reader, page with
        {
            Notes = [.. saying.Notes, .. page.Notes], Problems = saying.Problems, Given = saying.Given, ShowsHelp = saying.ShowsHelp,
            Consequences = page.Asked is null ? await step.Dialog.ConsequencesAsync(page.Visit, cancellation) : [],
            CanGoBack = next.Answers.Count > 0 || next.Changing is not null,
        }));
    }

    // Another click was faster; what it led to is shown.
    private async Task<Reaction> AgainAsync(DialogStep step, CancellationToken cancellation)
    {
        var stored = await table.FindAsync(step.Person.Chat, cancellation);
        return stored is null || stored.Value.IsOver(time.GetUtcNow()) || Find(step.Person, stored.Value) is not { } dialog
            ? new Reaction.Say(step.Words[DialogPhrase.IsOver])
            : await ShowAsync(step with { Stored = stored, Dialog = dialog }, stored.Value, cancellation);
    }

    private async Task<DialogPage> LookAsync(DialogStep step, DialogState state, CancellationToken cancellation)
    {
        var visit = new Visit(step.Person, configuration.Current, state);
        var asked = default(Question);
        var notes = new List<Note>();
        await foreach (var question in step.Dialog.AskAsync(visit, cancellation))
        {
            visit.Meet(question);
            // Somebody else changed what the person began from.
            if (question.Initial is { } initial && state.Seen.TryGetValue(question.Key, out var seen) && seen != initial)
                notes.Add(new Note(CalloutKind.Caution, step.Words.Say(
                    DialogPhrase.ChangedMeanwhile, question.Label, question.Prompt.Show(seen, step.Words), question.Prompt.Show(initial, step.Words))));
            var value = state.AnswerTo(question.Key) ?? question.Initial;
            if (state.Changing == question.Key || question.MustBeAsked && state.AnswerTo(question.Key) is null || value is not null && !question.Prompt.Holds(value))
            {
                asked = question;
                break;
            }
        }

        return new DialogPage(step.Dialog, visit, asked, state.Turn, time.GetUtcNow() + DialogState.Lifetime) { Notes = notes };
    }

    // A click has its answer in the card's place; what was typed is answered with a new card below, and the one above goes away.
    private Reaction.Show Replace(DialogStep step, Cards.Elements.AdaptiveCard card) => step.Card is not null
        ? new Reaction.Show(card)
        : new Reaction.Show(card)
        {
            Former = step.Stored is { } stored && !stored.Value.IsOver(time.GetUtcNow()) ? stored.Value.Card : null,
            Posted = (place, cancellation) => NoteAsync(step.Person, place, cancellation),
        };

    private async Task NoteAsync(Person person, CardPlace place, CancellationToken cancellation)
    {
        // A step that was taken meanwhile has its own card.
        if (await table.FindAsync(person.Chat, cancellation) is { Value.Dialog: not null } stored)
            await table.WriteAsync(person.Chat, stored, stored.Value with { Card = place }, cancellation);
    }

    private static DialogState Ended(DialogState state) => new() { Turn = state.Turn + 1 };
}
