using System.Globalization;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>The one card of a dialog: a question, the summary, or the end; it moves forward in its place.</summary>
internal static class DialogCard
{
    /// <summary>The longest text to copy; half a script would be worse than none.</summary>
    public const int CopyLength = 12_000;

    private const int ValueLength = 300;
    private const int MostLinks = 3;

    /// <summary>The present step. What was given and is longer than a card can be is not put back into the field.</summary>
    public static AdaptiveCard Draw(Reader reader, DialogPage page) =>
        DrawStep(reader, page) is var card && page.Given is not null && card.Measure() >= AdaptiveCard.Budget ? DrawStep(reader, page with { Given = null }) : card;

    /// <summary>What is so after the end.</summary>
    public static AdaptiveCard Draw(Reader reader, string title, Ending.Done done)
    {
        List<CardElement> body = [CardParts.Heading(title), .. Lines(done.Progress), .. done.Notes.Select(note => Callout.Of(reader, note.Kind, note.Text))];
        if (done.Buttons.Count > 0)
            body.Add(new ActionSet(done.Buttons));
        return new AdaptiveCard { FallbackText = title, Body = body };
    }

    /// <summary>Text to copy, letter by letter.</summary>
    public static Container Script(string text) =>
        new([new RichTextBlock([new TextRun(SafeText.Cut(text, CopyLength)) { FontType = FontType.Monospace, Size = TextSize.Small }])]) { Style = ContainerStyle.Emphasis };

    private static AdaptiveCard DrawStep(Reader reader, DialogPage page)
    {
        var words = reader.Words;
        List<CardElement> body = [CardParts.Heading(page.Dialog.Title(words))];
        body.AddRange(page.Subjects.Select(subject => new RichTextBlock([new TextRun(SafeText.Line(subject, ValueLength)) { Weight = TextWeight.Bolder }]) { Spacing = Spacing.Small }));
        body.AddRange(page.Notes.Select(note => Callout.Of(reader, note.Kind, note.Text)));
        if (page.Asked is { } question)
            Ask(reader, page, question, body);
        else
            SumUp(reader, page, body);
        body.Add(CardParts.Small(words.Say(DialogPhrase.KeptUntil, reader.Day(page.ExpiresAt), words.First(DialogPhrase.ContinueWords))));
        return new AdaptiveCard { FallbackText = page.Dialog.Title(words), Body = body };
    }

    private static IEnumerable<CardElement> Lines(IReadOnlyList<string> lines) => lines.Count == 0
        ? []
        : [new Container([.. lines.Select(line => CardParts.Line(line) with { Spacing = Spacing.Small })])];

    private static void Ask(Reader reader, DialogPage page, Question question, List<CardElement> body)
    {
        var words = reader.Words;
        body.AddRange(Lines(question.Progress));
        body.AddRange(question.Notes.Select(note => Callout.Of(reader, note.Kind, note.Text)));
        body.AddRange(Lines(question.Findings));
        var field = question.Prompt.Field(question.Label, page.Given ?? page.Value, words);
        // A field names its question itself.
        if (question.Text is not null || field is null)
            body.Add(new RichTextBlock([new TextRun(question.Text ?? question.Label) { Weight = TextWeight.Bolder }]));
        if (question.Copy is { } copy)
            body.Add(Script(copy));
        if (page.ShowsHelp)
            body.Add(Callout.Of(reader, CalloutKind.Hint, string.Join(' ', new[] { question.Help, words[DialogPhrase.HelpText] }.OfType<string>())));
        body.AddRange(page.Problems.Select(problem => Callout.Of(reader, CalloutKind.Caution, problem.Text)));
        if (field is not null)
            body.Add(field);
        if (question.Prompt.Hint(words) is { } hint)
            body.Add(CardParts.Small(hint));
        List<CardAction> buttons = field is not null
            ? [CardParts.Button(words[DialogPhrase.Next], Data(CardVerbs.DialogNext, page), ActionStyle.Positive, sendsInputs: true)]
            : [.. question.Prompt.Buttons(words).Select((option, index) => CardParts.Button(
                option.Title, Data(CardVerbs.DialogNext, page) with { X = option.Value }, index == 0 ? ActionStyle.Positive : null))];
        body.Add(new ActionSet([.. buttons, .. Common(page, words)]));
        if (question.Links.Count > 0)
            body.Add(new ActionSet([.. question.Links.Take(MostLinks).Select(link => new OpenUrlAction(link.Title, link.Address.AbsoluteUri))]));
    }

    private static void SumUp(Reader reader, DialogPage page, List<CardElement> body)
    {
        var words = reader.Words;
        var listed = page.Listed.ToList();
        for (var i = 0; i < listed.Count; i++)
        {
            var value = SafeText.Line(listed[i].Prompt.Show(page.Visit[listed[i].Key], words), ValueLength);
            body.Add(CardParts.Field($"{(i + 1).ToString(CultureInfo.InvariantCulture)}. {listed[i].Label}:", value));
        }

        body.AddRange(page.Consequences.Select(note => Callout.Of(reader, note.Kind, note.Text)));
        if (page.ShowsHelp)
            body.Add(Callout.Of(reader, CalloutKind.Hint, words[DialogPhrase.SummaryHelp]));
        foreach (var (key, text) in page.Problems)
            body.Add(Callout.Of(reader, CalloutKind.Caution, listed.Find(question => question.Key == key) is { } about ? $"{about.Label}: {text}" : text));
        if (listed.Count > 0)
            body.Add(new ChoiceSet(CardInputs.Text, words[DialogPhrase.ChangeLabel], words[DialogPhrase.PleaseChoose], [.. listed.Select(question => new Choice(question.Label, question.Key))])
            {
                IsRequired = true, Style = ChoiceStyle.Compact, Value = page.Problems.Select(problem => problem.Key).FirstOrDefault(key => listed.Exists(question => question.Key == key)),
            });
        var isFinal = page.Consequences.Any(note => note.Kind == CalloutKind.Destructive);
        List<CardAction> buttons =
            [CardParts.Button(page.Dialog.ConfirmTitle(words), Data(CardVerbs.DialogConfirm, page), isFinal ? ActionStyle.Destructive : ActionStyle.Positive)];
        if (listed.Count > 0)
            buttons.Add(CardParts.Button(words[DialogPhrase.Change], Data(CardVerbs.DialogChange, page), null, sendsInputs: true));
        body.Add(new ActionSet([.. buttons, .. Common(page, words)]));
    }

    private static IEnumerable<CardAction> Common(DialogPage page, Words words)
    {
        if (page.CanGoBack)
            yield return CardParts.Button(words[DialogPhrase.Back], Data(CardVerbs.DialogBack, page));
        yield return CardParts.Button(words[DialogPhrase.Cancel], Data(CardVerbs.DialogCancel, page));
        if (!page.ShowsHelp)
            yield return CardParts.Button(words[DialogPhrase.HelpButton], Data(CardVerbs.DialogHelp, page));
    }

    private static ActionData Data(string verb, DialogPage page) => new(verb, V: page.Turn);
}
