using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Turns what was typed into the same acts that the buttons do. A task is named by its number, or is the only one that fits.</summary>
internal sealed class TypedCommands(TaskActs tasks, PersonActs persons, MailboxActs mailboxes, LedgerActs ledger, WhyActs whys, DialogDesk dialogs, IAgentWorkbench workbench, FileActs files, IConfigurationSource configuration)
{
    public async Task<Reaction> ActAsync(Person person, string text, IReadOnlyList<SharedFile> shared, CancellationToken cancellation)
    {
        var command = TypedText.Read(text, person.Roles);
        var reaction = await ObeyAsync(person, text, command, shared, cancellation);
        // Whatever an administrator asks for, he must know that nothing comes in and why (N-001).
        return command is { Command.Roles: Roles.Administrator } && !configuration.Current.Tenant.EmailEnabled
            ? reaction.Remarked(person.Reader, person.Reader.Words[Phrase.EmailIsOff])
            : reaction;
    }

    private async Task<Reaction> ObeyAsync(Person person, string text, TypedText? command, IReadOnlyList<SharedFile> shared, CancellationToken cancellation)
    {
        if (await dialogs.TypeAsync(person, text.Trim(), command is not null, shared.Count > 0 ? shared[0] : null, cancellation) is { } step)
            return step;
        if (shared.Count > 0 && person.Roles.HasFlag(Roles.Agent))
            return await files.AddAsync(person, text, command, shared, cancellation);
        if (command is not { } typed)
            return persons.Help(person, notUnderstood: true);
        if (await dialogs.OpenAsync(person, typed.Command.Verb, typed.Rest, null, cancellation) is { } opened)
            return opened;
        if (typed.Command.Roles == Roles.Administrator)
            return await mailboxes.ActAsync(person, typed.Command.Verb, null, typed.Rest, cancellation) ?? persons.Help(person, notUnderstood: true);
        if (WhyActs.Knows(typed.Command.Verb))
            return await whys.TypedAsync(person, typed.Command.Verb, typed.Rest, cancellation);
        if (typed.Command.Verb == CardVerbs.Ledger)
            return await ledger.ActAsync(person, typed.Rest, cancellation);
        if (typed.Command.Verb == CardVerbs.Help)
            return persons.Help(person, notUnderstood: false, typed.Rest);
        if (typed.Command.Verb == CardVerbs.FilesAdd)
            return new Reaction.Say(person.Reader.Words[FilePhrase.HowTo]);
        if (typed.Command.Usage == CommandUsage.Alone)
            return await persons.ActAsync(person, typed.Command.Verb, cancellation) ?? persons.Help(person, notUnderstood: true);

        var all = await workbench.ListAsync(person.User!.Id, cancellation);
        var (number, marked, rest) = typed.SplitNumber();
        var named = all.Where(task => TaskNumber.Of(task.Key.Id) == number).ToList();
        if (number is not null && named.Count == 0 && !marked && typed.Command.Usage == CommandUsage.TaskAndText)
        {
            // "reply 2026 was a good year": no task has that number, so it is text.
            (number, rest) = (null, typed.Rest);
        }

        if (number is not null && named.Count == 0)
            return new Reaction.Say(person.Reader.Words.Say(Phrase.NoTaskWithNumber, number));
        var fitting = number is not null ? named : all.Where(task => Fits(typed.Command.Verb, task)).ToList();
        return fitting switch
        {
            [] => new Reaction.Say(person.Reader.Words[Phrase.NoTaskFits]),
            [var task] => await ActAsync(person, typed.Command, task, rest, cancellation),
            _ => new Reaction.Show(TasksCard.Draw(person.Reader, null, fitting, person.Reader.Words[Phrase.WhichTask])),
        };
    }

    private async Task<Reaction> ActAsync(Person person, Command command, TaskView task, string text, CancellationToken cancellation)
    {
        // "reply", "park", "transfer" and "consult" alone open their forms; "comment" shows the card with its field.
        var verb = !string.IsNullOrWhiteSpace(text) ? command.Verb : command.Verb switch
        {
            CardVerbs.ReplySend => CardVerbs.Reply,
            CardVerbs.ParkUntil => CardVerbs.Park,
            CardVerbs.TransferTo => CardVerbs.Transfer,
            CardVerbs.ConsultAsk => CardVerbs.Consult,
            CardVerbs.ConsultComment => CardVerbs.View,
            _ => command.Verb,
        };
        var button = new ButtonData(verb, task.Key, task.Version, text, command.ToAll);
        var reaction = await tasks.ActAsync(person, button, task.Key, cancellation) ?? persons.Help(person, notUnderstood: true);
        // The engine updates the cards it knows; one made here would say "is being sent" for ever.
        return reaction is Reaction.Show { IsSending: true } ? new Reaction.Say(person.Reader.Words[Phrase.AnswerOnItsWay]) : reaction;
    }

    private static bool Fits(string verb, TaskView task) => verb switch
    {
        CardVerbs.ConsultComment => task.Kind == TaskViewKind.Consulted,
        CardVerbs.ConsultEnd => task.Kind == TaskViewKind.Consulted || task.Consulted.Count > 0,
        CardVerbs.Accept or CardVerbs.Decline => task.Kind == TaskViewKind.Offer,
        CardVerbs.TakeUp => task.Kind == TaskViewKind.Parked,
        CardVerbs.WasSent or CardVerbs.WasNotSent => task.Kind == TaskViewKind.Unsure,
        CardVerbs.FilesRemove or CardVerbs.AnswerToo or CardVerbs.ParkUntil or CardVerbs.TransferTo or CardVerbs.ConsultAsk or CardVerbs.Merge or CardVerbs.Split or CardVerbs.ReplySend or CardVerbs.Finish or CardVerbs.Return => task.Kind is TaskViewKind.Mine or TaskViewKind.NotSent,
        _ => true,
    };
}
