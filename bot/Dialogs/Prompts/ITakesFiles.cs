namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>A prompt that can be answered with a file attached to a message; its content is the answer.</summary>
internal interface ITakesFiles
{
    /// <summary>In bytes of UTF-8.</summary>
    int LargestFile { get; }
}
