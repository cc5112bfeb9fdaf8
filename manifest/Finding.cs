namespace TeamsEmailBot.Manifest;

/// <summary>One thing that is wrong with an app package.</summary>
/// <param name="Where">The option, file or place in a file, for example <c>manifest.json $.bots[0].botId</c>.</param>
/// <param name="Problem">What is wrong, as the rest of a sentence about <paramref name="Where"/>.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Finding(string Where, string Problem, string Remedy)
{
    public override string ToString() => $"{Where}: {Problem}. {Remedy}.";
}
