using System.Text.RegularExpressions;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Core.Administration;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>Carries out what a dialog decided, as the person in it, on the configuration that he saw.</summary>
internal sealed partial class AdminActs(AdminDesk desk)
{
    /// <summary>Problems come back beside their questions, warnings beside what <paramref name="done"/> says.</summary>
    public async Task<Ending> DoAsync(Visit visit, AdminCommand command, Func<AdminOutcome.Done, Ending.Done> done, CancellationToken cancellation)
    {
        switch (await desk.ExecuteAsync(command, visit.Person.Chat.Value, visit.Configuration.Revision, cancellation))
        {
            case AdminOutcome.Done result:
                var ending = done(result);
                return result.Changed ? ending : ending with { Notes = [new Note(CalloutKind.Note, visit.Words[Resources.DialogPhrase.NothingChanged])] };
            case AdminOutcome.Refused refused:
                return new Ending.Refused([.. refused.Problems.Select(problem => ((string?)KeyOf(problem.Path), ProblemWords.Of(visit.Words, problem)))]);
            default:
                return new Ending.Stale();
        }
    }

    /// <summary>The field of a problem's path: <c>$.services[1].distribution.offerSeconds</c> is about <c>distribution.offerSeconds</c>.</summary>
    internal static string KeyOf(string path) => Index().Replace(Record().Replace(path, ""), "");

    [GeneratedRegex(@"\A\$\.\w+(\[\d+\])?\.?", RegexOptions.CultureInvariant)]
    private static partial Regex Record();

    [GeneratedRegex(@"\[\d+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Index();
}
