using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>The personal chat of one person with the bot. Guarded by the tenant's lock.</summary>
internal sealed class Chat(string id, Person person)
{
    public string Id { get; } = id;

    public Person Person { get; } = person;

    /// <summary>False after "remove chat history": the id answers 404 until the conversation is created again (teams.md 3.1).</summary>
    public bool Exists { get; set; } = true;

    public List<ChatActivity> Activities { get; } = [];

    public ChatActivity? Find(string activityId) => Activities.Find(a => a.Id == activityId);

    public void Replace(ChatActivity activity)
    {
        var index = Activities.FindIndex(a => a.Id == activity.Id);
        if (index >= 0)
            Activities[index] = activity;
    }
}
