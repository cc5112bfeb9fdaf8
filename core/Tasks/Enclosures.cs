using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>Files that leave with the holder's next answer. They lie in a reply draft in Exchange; here stand numbers only (I6).</summary>
/// <param name="Draft">Immutable id of the prepared draft.</param>
/// <param name="Mark">What the draft was marked with when it was made.</param>
/// <param name="Count">How many files lie in it.</param>
/// <param name="Bytes">Their length together.</param>
public sealed record Enclosures(MessageId Draft, AnswerId Mark, int Count = 0, long Bytes = 0)
{
    /// <summary>The upload under way; null when none is. Nothing is sent meanwhile: the answer would leave without the file.</summary>
    public AnswerId? Upload { get; init; }
}
