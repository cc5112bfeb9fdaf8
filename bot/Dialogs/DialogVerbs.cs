namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>The verbs that show lists and begin dialogs; like <see cref="Cards.CardVerbs"/>, never renamed.</summary>
internal static class DialogVerbs
{
    public const string Units = "units";
    public const string AddUnit = "unit.add";
    public const string ChangeUnit = "unit.change";
    public const string RemoveUnit = "unit.remove";
}
