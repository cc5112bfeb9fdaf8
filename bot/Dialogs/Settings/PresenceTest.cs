using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Dialogs.Settings;

/// <summary>Reads the presence of one person and says what came of it .</summary>
internal sealed class PresenceTest(AccessCheck check, TimeProvider time)
{
    /// <summary>Teams waits 10 to 15 s for the answer of a click (teams.md 2.5).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public async Task<PresenceFinding> RunAsync(string person, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await check.TestPresenceAsync(person, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new PresenceFinding(person, null, null, new Failure(FailureCategory.Transient, "TimedOut"));
        }
    }

    /// <summary>True when the permission is missing.</summary>
    public static bool IsRefused(PresenceFinding finding) => finding is { UserPrincipalName: not null, Failure.Category: FailureCategory.Refused };

    public static IReadOnlyList<Note> Say(Words words, PresenceFinding finding)
    {
        var name = SafeText.Line(finding.UserPrincipalName ?? finding.Asked, CardParts.AddressLength);
        if (finding.Presence is { } presence)
            return finding.IsHidden
                ? [new Note(CalloutKind.Caution, words.Say(SettingPhrase.PresenceHidden, name))]
                : [new Note(CalloutKind.Note, words.Say(SettingPhrase.PresenceIs, name, SafeText.Code(presence.Availability), SafeText.Code(presence.Activity)))];
        if (IsRefused(finding))
            return [new Note(CalloutKind.Caution, words.Say(SettingPhrase.PresenceRefused, SafeText.Code(finding.Code)))];
        return finding.Failure?.Category == FailureCategory.NotFound
            ? [new Note(CalloutKind.Caution, words.Say(DialogPhrase.NoSuchAccount, name))]
            : [new Note(CalloutKind.Caution, words.Say(SettingPhrase.PresenceUntold, SafeText.Code(finding.Code)))];
    }
}
