using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>All personal chats. Call it under the tenant's lock.</summary>
internal sealed class ChatBook(IdSource ids, TimeProvider clock)
{
    private readonly List<Chat> chats = [];

    /// <summary>Raised under the tenant's lock with the person whose chat changed.</summary>
    public event Action<Person>? Changed;

    /// <summary>Pictures in messages, by the id of the attachment.</summary>
    public Dictionary<string, PastedPicture> Pictures { get; } = [];

    /// <summary>What the bot did that Teams would punish silently; tests look at it.</summary>
    public List<CardViolation> Violations { get; } = [];

    public Chat? Of(Person person) => chats.Find(c => c.Person == person);

    public Chat? Find(string conversationId) => chats.Find(c => c.Id == conversationId);

    /// <summary>Idempotent: the same person has the same conversation id (teams.md 3.1).</summary>
    public Chat Open(Person person)
    {
        var chat = Of(person);
        if (chat is null)
            chats.Add(chat = new Chat(ids.ChatId(), person));
        chat.Exists = true;
        return chat;
    }

    /// <summary>"Remove chat history": the conversation and what was in it are gone.</summary>
    public void Forget(Person person)
    {
        if (Of(person) is not { } chat)
            return;
        chat.Exists = false;
        chat.Activities.Clear();
        Changed?.Invoke(person);
    }

    public ChatActivity Add(Chat chat, ChatContent content, bool fromBot)
    {
        var activity = new ChatActivity(ids.ActivityId(), fromBot, content.Text, content.Card, content.Summary, clock.GetUtcNow(), null);
        chat.Activities.Add(activity);
        Changed?.Invoke(chat.Person);
        return activity;
    }

    public void Update(Chat chat, ChatActivity activity, ChatContent content)
    {
        chat.Replace(activity with
        {
            Text = content.Text,
            Card = content.Card,
            Summary = content.Summary ?? activity.Summary,
            UpdatedAt = clock.GetUtcNow(),
            IsAnswerCard = false,
            Notice = null,
        });
        Changed?.Invoke(chat.Person);
    }

    public void Delete(Chat chat, ChatActivity activity)
    {
        chat.Activities.Remove(activity);
        Changed?.Invoke(chat.Person);
    }

    /// <summary>Shows what an invoke answered: a card in place of the old one, or a small message under it.</summary>
    public void Show(Chat chat, ChatActivity activity)
    {
        chat.Replace(activity);
        Changed?.Invoke(chat.Person);
    }
}
