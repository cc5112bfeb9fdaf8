using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>Says that our answer came back, and what its status (RFC 3463) means (F-44).</summary>
internal static class UndeliveredWords
{
    public static Container? Of(TaskView view, Reader reader) => view.Undelivered is { } status
        ? Callout.Of(reader, CalloutKind.Caution, reader.Words.Say(Phrase.NotDelivered, reader.Words.Say(Reason(status), SafeText.Code(status))))
        : null;

    private static Phrase Reason(string status) => status.Split('.') switch
    {
        ["5", "1", "2"] or ["5", "4", "4"] or ["5", "4", "310"] => Phrase.UndeliveredDomain,
        ["5", "1", _] or ["5", "2", "1"] or ["5", "4", "1"] => Phrase.UndeliveredAddress,
        [_, "2", "2"] => Phrase.UndeliveredFull,
        ["5", "2", "3"] or ["5", "3", "4"] => Phrase.UndeliveredSize,
        ["5", "7", _] => Phrase.UndeliveredRefused,
        ["4", ..] or ["5", "4", "7"] => Phrase.UndeliveredLate,
        _ => Phrase.UndeliveredOther,
    };
}
