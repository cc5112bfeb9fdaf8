using System.Runtime.CompilerServices;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Supervision;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>A supervisor does something with one of his services: which one, and maybe what with it. The engine checks all of it again (I9).</summary>
internal abstract class SteerServiceDialog(ISupervisorWorkbench workbench) : Dialog
{
    /// <summary>The key of the service's question.</summary>
    protected const string Which = "service";

    public override Roles Roles => Roles.Supervisor | Roles.Administrator;

    protected ISupervisorWorkbench Workbench => workbench;

    public override async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var desk = await Steering.DeskAsync(workbench, visit, cancellation);
        yield return Steering.WhichService(visit, Which, [.. desk.Services.Where(IsFor)]);
        foreach (var question in Ask(visit, desk))
            yield return question;
    }

    /// <summary>The services that it can be done with.</summary>
    protected virtual bool IsFor(ServiceFigures service) => true;

    /// <summary>What else must be known.</summary>
    protected virtual IEnumerable<Question> Ask(Visit visit, DeskFigures desk) => [];

    protected static ServiceId Chosen(Visit visit) => new(visit[Which]);

    protected static string NameOf(Visit visit, ServiceId service) => SafeText.Line(visit.Configuration.Service(service)?.Name, CardParts.NameLength);

    /// <summary>What is so now, with the way back to the service's queue.</summary>
    protected static Ending.Done Done(Visit visit, Note note, params CardAction[] more) => new(note)
    {
        Buttons = [.. more, QueuesCard.Button(visit.Words, QueuePhrase.Details, DialogVerbs.Queues, visit[Which])],
    };
}
