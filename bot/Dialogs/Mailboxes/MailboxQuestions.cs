using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Dialogs.Units;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Mailboxes;

/// <summary>The questions that several dialogs about mailboxes ask.</summary>
internal static class MailboxQuestions
{
    public const string Account = "userPrincipalName";
    public const string Inbound = "inbound";
    public const string Outbound = "outbound";

    private const int FolderLength = 255;

    public static Question Which(Visit visit) => new("which", visit.Words[MailboxPhrase.Mailbox], Boxes(visit.Configuration.Mailboxes))
    {
        Text = visit.Words[MailboxPhrase.WhichAsk], IsSubject = true,
    };

    /// <summary>The mailbox that was chosen; null when somebody removed it meanwhile.</summary>
    public static Mailbox? Chosen(Visit visit) => visit.Configuration.Mailboxes.FirstOrDefault(mailbox => mailbox.Id.Value == visit["which"]);

    /// <summary>The mailbox of this id, name or address; null when there is none, or more than one of the name.</summary>
    public static Mailbox? Find(Configuration configuration, string text) =>
        configuration.Mailboxes.Where(one => one.Id.Value == text || one.Owns(text) || string.Equals(one.Name, text, StringComparison.OrdinalIgnoreCase)).Take(2).ToList()
            is [var only] ? only : null;

    public static Question Direction(Visit visit, Mailbox? mailbox) => new("direction", visit.Words[MailboxPhrase.Direction], new ChoicePrompt(
        [new Option(Inbound, visit.Words[MailboxPhrase.Inbound]), new Option(Outbound, visit.Words[MailboxPhrase.Outbound])]))
    {
        Text = visit.Words[MailboxPhrase.DirectionAsk], Help = visit.Words[MailboxPhrase.DirectionHelp],
        Initial = mailbox is null ? null : mailbox.Direction == MailDirection.Inbound ? Inbound : Outbound,
    };

    public static MailDirection DirectionOf(Visit visit) => visit["direction"] == Inbound ? MailDirection.Inbound : MailDirection.Outbound;

    public static Question Name(Visit visit, string? initial) => new("name", visit.Words[MailboxPhrase.Name], new TextPrompt(
        Mailbox.MaxNameLength, (name, words) => MailboxNames.IsRight(name) ? null : words.Say(MailboxPhrase.NameWrong, Mailbox.MaxNameLength)))
    {
        Text = visit.Words[MailboxPhrase.NameAsk], Help = visit.Words[MailboxPhrase.NameHelp], Initial = initial,
    };

    /// <summary>The only unit there is, or the only one at the top, unless another one is chosen (N-019).</summary>
    public static Question Unit(Visit visit, Mailbox? mailbox)
    {
        var units = visit.Configuration.Units;
        var top = units.Where(unit => unit.Parent is null).ToList();
        return new Question("unit", visit.Words[MailboxPhrase.Unit], UnitChoices.Prompt(units))
        {
            Text = visit.Words[MailboxPhrase.UnitAsk], Help = visit.Words[MailboxPhrase.UnitHelp], Initial = mailbox?.Unit.Value ?? (top is [var only] ? only.Id.Value : null),
        };
    }

    /// <summary>What matters only where mail is taken in: the size (G-028), the folders (N-046), whether it is for trying out (G-062).</summary>
    public static IEnumerable<Question> Intake(Visit visit, Mailbox? mailbox)
    {
        var words = visit.Words;
        var folders = mailbox?.Folders ?? new FolderNames();
        yield return new Question("maxMailMegabytes", words[MailboxPhrase.Size], new NumberPrompt(Mailbox.MinSizeMegabytes, Mailbox.MaxSizeMegabytes))
        {
            Text = words[MailboxPhrase.SizeAsk], Help = words[MailboxPhrase.SizeHelp],
            Initial = (mailbox?.MaxMailMegabytes ?? Mailbox.MinSizeMegabytes).ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        yield return Folder("folders.handled", MailboxPhrase.FolderHandled, folders.Handled);
        yield return Folder("folders.ended", MailboxPhrase.FolderEnded, folders.Ended);
        yield return Folder("folders.failed", MailboxPhrase.FolderFailed, folders.Failed);
        yield return new Question("pilot", words[MailboxPhrase.Pilot], new YesNoPrompt(words))
        {
            Text = words[MailboxPhrase.PilotAsk], Initial = YesNoPrompt.Of(mailbox?.IsPilot ?? false),
        };

        Question Folder(string key, MailboxPhrase label, string name) =>
            new(key, words[label], new TextPrompt(FolderLength)) { Text = words[MailboxPhrase.FolderAsk], Help = words[MailboxPhrase.FolderHelp], Initial = name };
    }

    /// <summary>The mailbox with the answers; what was not asked stays as it is.</summary>
    public static Mailbox Answered(Visit visit, Mailbox mailbox) => mailbox with
    {
        Name = visit["name"],
        Direction = DirectionOf(visit),
        MaxMailMegabytes = Has(visit, "maxMailMegabytes") ? visit.Number("maxMailMegabytes") : mailbox.MaxMailMegabytes,
        Folders = Has(visit, "folders.handled") ? new FolderNames(visit["folders.handled"], visit["folders.ended"], visit["folders.failed"]) : mailbox.Folders,
        IsPilot = Has(visit, "pilot") ? visit.Flag("pilot") : mailbox.IsPilot,
    };

    public static ChoicePrompt Boxes(IEnumerable<Mailbox> mailboxes) =>
        new([.. mailboxes.OrderBy(mailbox => mailbox.Name, StringComparer.CurrentCultureIgnoreCase).Select(mailbox => new Option(mailbox.Id.Value, mailbox.Name))]);

    public static string NameOf(Mailbox mailbox) => SafeText.Line(mailbox.Name, CardParts.NameLength);

    private static bool Has(Visit visit, string key) => visit.Questions.Any(question => question.Key == key);
}
