using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Pieces that several cards are made of.</summary>
internal static class CardParts
{
    public const int SubjectLength = 200;
    public const int NameLength = 80;
    public const int AddressLength = 120;
    public const int LongestLink = 2_000;

    /// <summary>The title of the card, our own words.</summary>
    public static TextBlock Heading(string text) => new(text) { Style = TextStyle.Heading, Size = TextSize.Large, Weight = TextWeight.Bolder };

    /// <summary>A title with a name in it.</summary>
    public static RichTextBlock VerbatimHeading(string text) => new([new TextRun(text) { Size = TextSize.Large, Weight = TextWeight.Bolder }]);

    /// <summary>Title on the left, the task's number on the right.</summary>
    public static ColumnSet Header(Reader reader, Enum title, TaskKey task) => new(
    [
        new Column("stretch", [Heading(reader.Words[title])]),
        new Column("auto", [Small(reader.Words.Say(Phrase.TaskNumber, TaskNumber.Of(task.Id)))]) { VerticalContentAlignment = VerticalAlignment.Center },
    ]);

    /// <summary>A line of verbatim text.</summary>
    public static RichTextBlock Line(string text) => new([new TextRun(text)]);

    /// <summary>A line of verbatim text that heads others.</summary>
    public static RichTextBlock Bold(string text) => new([new TextRun(text) { Weight = TextWeight.Bolder }]);

    /// <summary>A line of verbatim text that matters less.</summary>
    public static RichTextBlock Small(string text) => new([new TextRun(text) { Size = TextSize.Small, IsSubtle = true }]);

    /// <summary>A name and its value; screen readers read them as one line.</summary>
    public static RichTextBlock Field(string name, string value) =>
        new([new TextRun(name + " ") { Weight = TextWeight.Bolder }, new TextRun(value)]) { Spacing = Spacing.Small };

    public static RichTextBlock Subject(Reader reader, string? subject)
    {
        var line = SafeText.Line(subject, SubjectLength);
        return new RichTextBlock([new TextRun(line.Length > 0 ? line : reader.Words[Phrase.NoSubject]) { Size = TextSize.Medium, Weight = TextWeight.Bolder }]);
    }

    /// <summary>Name and address, since a name alone can pretend anything.</summary>
    public static string Person(Reader reader, MailAddress? person)
    {
        if (person is null)
            return reader.Words[Phrase.UnknownSender];
        var address = SafeText.Line(person.Address, AddressLength);
        var name = SafeText.Line(person.Name, NameLength);
        return name.Length == 0 || person.SameAs(person.Name) ? address : $"{name} <{address}>";
    }

    /// <summary>The first <paramref name="most"/> people, and how many more there are.</summary>
    public static string People(Reader reader, IReadOnlyList<MailAddress> people, int most)
    {
        var shown = string.Join("; ", people.Take(most).Select(person => Person(reader, person)));
        return people.Count > most ? reader.Words.Say(Phrase.AndMore, shown, people.Count - most) : shown;
    }

    /// <summary>Service, age and time of receipt.</summary>
    public static string Received(Reader reader, TaskView view) => reader.Words.Say(
        Phrase.Received,
        SafeText.Line(view.ServiceName, NameLength),
        reader.Words.Age(view.Now - view.ReceivedAt),
        reader.Moment(view.ReceivedAt, view.Now));

    /// <summary>A priority other than the normal one, which has no word because it is not mentioned.</summary>
    public static string Of(Words words, TaskPriority priority) => words[priority switch
    {
        TaskPriority.Highest => Phrase.PriorityHighest,
        TaskPriority.High => Phrase.PriorityHigh,
        TaskPriority.Low => Phrase.PriorityLow,
        _ => Phrase.PriorityLowest,
    }];

    /// <summary>How urgent it is and what it is marked with, as its workflow found; nothing for an unmarked task of normal priority.</summary>
    public static IEnumerable<CardElement> Marks(TaskView view, Reader reader)
    {
        if (view.Priority != TaskPriority.Normal)
            yield return Field(reader.Words[Phrase.Priority], Of(reader.Words, view.Priority));
        if (view.Tags.Count > 0)
            yield return Field(reader.Words[Phrase.Tags], string.Join(", ", view.Tags.Take(10).Select(tag => SafeText.Line(tag, NameLength))));
    }

    /// <summary>What people did to the mail in Outlook; null when they did nothing (F-67).</summary>
    public static Container? Outlook(TaskView view, Reader reader) => view switch
    {
        { AnsweredOutsideAt: { } at } => Callout.Of(reader, CalloutKind.Question, view.AnsweredOutsideBy is { Length: > 0 } by
            ? reader.Words.Say(Phrase.AnsweredInOutlookBy, reader.Moment(at, view.Now), SafeText.Line(by, NameLength))
            : reader.Words.Say(Phrase.AnsweredInOutlook, reader.Moment(at, view.Now))),
        { Flag: MailFlag.Complete } => Callout.Of(reader, CalloutKind.Note, reader.Words[Phrase.CompleteInOutlook]),
        { Flag: MailFlag.Flagged } => Callout.Of(reader, CalloutKind.Note, reader.Words[Phrase.FlaggedInOutlook]),
        _ => null,
    };

    /// <summary>What other services do with the same mail, a line each (F-04).</summary>
    public static IEnumerable<CardElement> Twins(TaskView view, Reader reader) => view.Twins.Take(3).Select(twin => Small(reader.Words.Say(
        twin switch { { Done: true } => Phrase.TwinDone, { HolderName: null } => Phrase.TwinWaits, _ => Phrase.TwinHeld },
        SafeText.Line(twin.ServiceName, NameLength),
        SafeText.Line(twin.HolderName, NameLength))) with { Spacing = Spacing.None });

    /// <summary>A button of a task: Execute, and Submit where the client does not know that.</summary>
    public static ExecuteAction Button(Reader reader, Enum title, string verb, TaskView view, ActionStyle? style = null, bool sendsInputs = false)
    {
        var data = new ActionData(verb, view.Key.Service.Value, view.Key.Id.Value, view.Version);
        return Button(reader, title, data, style, sendsInputs);
    }

    /// <summary>A button that belongs to no task.</summary>
    public static ExecuteAction Button(Reader reader, Enum title, string verb) => Button(reader, title, new ActionData(verb), null, false);

    /// <summary>A button about a mailbox, or (null) about all.</summary>
    public static ExecuteAction Button(Reader reader, Phrase title, string verb, MailboxId? mailbox) =>
        Button(reader, title, new ActionData(verb, M: mailbox?.Value), null, false);

    /// <summary>A button of a dialog or a list, with a title of its own.</summary>
    public static ExecuteAction Button(string title, ActionData data, ActionStyle? style = null, bool sendsInputs = false)
    {
        AssociatedInputs? inputs = sendsInputs ? null : AssociatedInputs.None;
        return new ExecuteAction(title, data.Verb, data)
        {
            Style = style,
            AssociatedInputs = inputs,
            Fallback = new SubmitAction(title, data) { Style = style, AssociatedInputs = inputs },
        };
    }

    /// <summary>The button for what is rarely wanted: behind the three dots where the client has them.</summary>
    public static ExecuteAction Rare(ExecuteAction button) =>
        button with { Mode = ActionMode.Secondary, Fallback = button.Fallback! with { Mode = ActionMode.Secondary } };

    /// <summary>Lets the viewer's client ask for the present card; keyed by the task alone (F-74).</summary>
    public static Refresh RefreshOf(Reader reader, TaskView view) => new(
        new ExecuteAction(reader.Words[Phrase.Refresh], CardVerbs.View, new ActionData(CardVerbs.View, view.Key.Service.Value, view.Key.Id.Value, view.Version)),
        reader.TeamsId is { Length: > 0 } id ? [id] : []);

    /// <summary>Opens the mail in Outlook; null when Exchange gave no usable link.</summary>
    public static OpenUrlAction? OutlookButton(Reader reader, MailItem? mail) =>
        Uri.TryCreate(mail?.WebLink, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps && link.AbsoluteUri.Length <= LongestLink
            ? new OpenUrlAction(reader.Words[Phrase.OpenInOutlook], link.AbsoluteUri)
            : null;

    private static ExecuteAction Button(Reader reader, Enum title, ActionData data, ActionStyle? style, bool sendsInputs) =>
        Button(reader.Words[title], data, style, sendsInputs);
}
