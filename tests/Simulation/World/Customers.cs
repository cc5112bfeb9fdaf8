using TeamsEmailBot.Core.Edges.Graph;


namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>Those who write, and those who tidy up in Outlook.</summary>
internal sealed class Customers(SimWorld world)
{
    private static readonly LetterKind[] Kinds =
    [
        LetterKind.Customer, LetterKind.Customer, LetterKind.Customer, LetterKind.Customer, LetterKind.ThreadReply, LetterKind.ThreadReply, LetterKind.ThreadReply,
        LetterKind.ForgedReply, LetterKind.AutoReply, LetterKind.Bounce, LetterKind.Own, LetterKind.Large, LetterKind.Spam, LetterKind.Nameless,
        LetterKind.Prices, LetterKind.Urgent, LetterKind.Other,
    ];

    private readonly Random chance = world.Plan.Chance("customers");
    private readonly List<string> boxes = [.. world.Exchange.Mailboxes];

    /// <summary>Mail that lay in the Inbox before anybody looked (I2), and the mail to come.</summary>
    public void Begin()
    {
        for (var old = chance.Next(3); old > 0; old--)
            Deliver(LetterKind.Customer, TimeSpan.FromMinutes(chance.Next(2) == 0 ? chance.Next(2, 10) : chance.Next(10, 500)));
        for (var mail = 0; mail < world.Plan.Mails; mail++)
            At(world.Plan.Length * chance.NextDouble(), () => Deliver(Kinds[chance.Next(Kinds.Length)], TimeSpan.Zero));
        for (var act = 0; act < world.Plan.PeopleInOutlook; act++)
            At(world.Plan.Length * chance.NextDouble(), TidyUp);
        for (var change = 0; change < world.Plan.IdChanges; change++)
            At(world.Plan.Length * chance.NextDouble(), ChangeId);
    }

    private void Deliver(LetterKind kind, TimeSpan age)
    {
        var box = boxes[chance.Next(boxes.Count)];
        var thread = kind is LetterKind.ThreadReply or LetterKind.ForgedReply
            ? world.Letters.FindAll(letter => letter.Mailbox == box && letter.InternetMessageId is not null && letter.Kind is LetterKind.Customer or LetterKind.ThreadReply or LetterKind.Large)
            : [];
        if (kind is LetterKind.ThreadReply or LetterKind.ForgedReply && thread.Count == 0)
            kind = LetterKind.Customer;
        var answered = thread.Count > 0 ? thread[chance.Next(thread.Count)] : null;
        var number = world.Letters.Count + 1;
        var received = world.Now - age;
        var letter = new Letter
        {
            Number = number,
            Kind = kind,
            Mailbox = box,
            Answers = answered,
            From = kind switch
            {
                LetterKind.ThreadReply => answered!.From,
                LetterKind.Own => $"{boxes[0]}@own.example",
                LetterKind.Bounce => "mailer-daemon@b.example",
                _ => $"customer{number}@b.example",
            },
            // Exchange states whole seconds.
            ReceivedAt = new DateTimeOffset(received.UtcTicks - received.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero),
            InternetMessageId = kind == LetterKind.Nameless ? null : $"<{number}@b.example>",
        };
        world.Letters.Add(letter);
        var late = world.IsFaulty && chance.Next(6) == 0 ? TimeSpan.FromSeconds(chance.Next(1, 20)) : TimeSpan.Zero;
        world.Exchange.Add(box, new SimMessage
        {
            Id = world.Exchange.NewId(),
            InternetMessageId = letter.InternetMessageId,
            Letter = letter,
            ReceivedAt = letter.ReceivedAt,
            VisibleAt = world.Now + late,
            Folder = SimExchange.Inbox,
            Subject = kind switch
            {
                LetterKind.Spam => "You won the lottery",
                LetterKind.Prices => $"Your prices {number}",
                LetterKind.Urgent => $"Urgent {number}",
                LetterKind.Other => $"For the other desk {number}",
                _ => $"Question {number}",
            },
            From = letter.From,
            To = [$"{box}@own.example"],
            Html = "<p>Where is my order?</p>",
            Size = kind == LetterKind.Large ? 9_000_000 : 2_000,
            Headers = Headers(letter),
        });
        world.Note("exchange", $"{letter} ({kind}{(answered is null ? "" : $" to {answered}")}) arrives in {box}");
        world.Graph.Subscriptions.Arrived(box);
    }

    private static List<(string, string)> Headers(Letter letter)
    {
        List<(string, string)> headers = letter.Kind == LetterKind.AutoReply ? [("Auto-Submitted", "auto-replied")] : [];
        if (letter.Answers is { } answered)
            headers.Add(("In-Reply-To", answered.InternetMessageId!));
        return headers;
    }

    private void TidyUp()
    {
        var box = boxes[chance.Next(boxes.Count)];
        var mine = world.Exchange.Of(box).FindAll(message => message.Letter is not null);
        if (mine.Count == 0)
            return;
        var message = mine[chance.Next(mine.Count)];
        var act = chance.Next(6);
        message.Letter!.IsTouched |= act < 4;
        switch (act)
        {
            case 4:
                world.Note("outlook", $"{message.Letter} is {(message.IsFlagged ? "no longer " : "")}flagged");
                message.IsFlagged = !message.IsFlagged;
                break;
            case 5:
                Answer(box, message);
                break;
            case 0:
                world.Note("outlook", $"{message.Letter} is deleted");
                world.Exchange.Of(box).Remove(message);
                break;
            case 1:
                world.Note("outlook", $"{message.Letter} is moved back to the Inbox");
                message.Folder = SimExchange.Inbox;
                world.Graph.Subscriptions.Arrived(box);
                break;
            default:
                world.Note("outlook", $"{message.Letter} is moved to the archive");
                message.Folder = SimExchange.Archive;
                break;
        }
    }

    // Somebody who does not know of the bot answers in Outlook (F-67).
    private void Answer(string box, SimMessage message)
    {
        world.Note("outlook", $"{message.Letter} is answered");
        var answer = new SimMessage
        {
            Id = world.Exchange.NewId(),
            ReceivedAt = world.Now,
            Folder = SimExchange.SentItems,
            From = "Megan@own.example",
            IsPersons = true,
            Original = message,
        };
        if (message.InternetMessageId is { } name)
            answer.Properties[ExtendedProperty.InReplyTo] = name;
        world.Exchange.Add(box, answer);
    }

    private void ChangeId()
    {
        var mine = boxes.SelectMany(box => world.Exchange.Of(box)).Where(message => message.Letter?.InternetMessageId is not null).ToList();
        if (mine.Count == 0)
            return;
        var message = mine[chance.Next(mine.Count)];
        world.Exchange.Rename(message);
        world.Note("outlook", $"{message.Letter} has another id now");
    }

    private void At(TimeSpan time, Action what) => world.Context.BeginLater(time, what);
}
