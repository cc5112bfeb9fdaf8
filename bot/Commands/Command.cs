using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>What follows a command's title.</summary>
internal enum CommandUsage
{
    /// <summary>Nothing.</summary>
    Alone,

    /// <summary>A task's number, or nothing when only one task fits.</summary>
    Task,

    /// <summary>A task's number or nothing, and then text.</summary>
    TaskAndText,

    /// <summary>A mailbox and a day.</summary>
    MailboxAndDay,

    /// <summary>A day, or nothing for today.</summary>
    Day,

    /// <summary>What a list is to show, or the answer to a dialog's first question; or nothing.</summary>
    About,

    /// <summary>A topic of help, or nothing.</summary>
    Topic,
}

/// <summary>Something that can be typed; it does what the button with the same verb does.</summary>
/// <param name="Verb">See <see cref="Cards.CardVerbs"/>.</param>
/// <param name="Titles">How it is written, synonyms separated by <c>|</c>, the proper title first.</param>
/// <param name="Meaning">What it does, in one line.</param>
/// <param name="Roles">Who may use and see it: anybody with one of these; <see cref="Roles.None"/> = everybody who is known.</param>
internal sealed record Command(string Verb, Enum Titles, Enum Meaning, CommandUsage Usage, Roles Roles)
{
    /// <summary>What follows a task's number, where that is not just any text.</summary>
    public Enum Text { get; init; } = Phrase.UsageText;

    /// <summary>True for the variant of a reply that goes to all.</summary>
    public bool ToAll { get; init; }

    /// <summary>What may follow the title of a command of <see cref="CommandUsage.About"/>.</summary>
    public Enum About { get; init; } = DialogPhrase.UsageAbout;

    /// <summary>False for one that Teams' menu of commands has no room for (teams.md 6); help lists it all the same.</summary>
    public bool IsInMenu { get; init; } = true;

    public bool IsFor(Roles roles) => Roles == Roles.None || (Roles & roles) != 0;

    /// <summary>The title and its synonyms in one language.</summary>
    public IReadOnlyList<string> TitlesIn(Words words) => words[Titles].Split('|');

    /// <summary>How to write it, for help.</summary>
    public string UsageIn(Words words) => Usage switch
    {
        CommandUsage.Task => $"{TitlesIn(words)[0]} {words[Phrase.UsageNumber]}",
        CommandUsage.TaskAndText => $"{TitlesIn(words)[0]} {words[Phrase.UsageNumber]} {words[Text]}",
        CommandUsage.About => $"{TitlesIn(words)[0]} {words[About]}",
        CommandUsage.Topic => $"{TitlesIn(words)[0]} {words[Phrase.UsageTopic]}",
        CommandUsage.Day => $"{TitlesIn(words)[0]} {words[Phrase.UsageDay]}",
        CommandUsage.MailboxAndDay => $"{TitlesIn(words)[0]} {words[Phrase.UsageBackfill]}",
        _ => TitlesIn(words)[0],
    };
}
