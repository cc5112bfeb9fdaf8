namespace TeamsEmailBot.Bot.Channel;

/// <summary>
/// Does what an activity asks. Called with activities that passed the guard. Must be harmless when called twice: a message runs once for all deliveries
/// unless it failed, an invoke that is repeated after its answer was forgotten runs again. Everything must be committed before it returns (teams.md 2.4).
/// </summary>
internal interface IActivityHandler
{
    /// <summary>The answer to an invoke; null when the activity is no invoke, or an invoke nobody knows (answered 501).</summary>
    Task<InvokeAnswer?> HandleAsync(Activity activity, CancellationToken cancellation);
}
