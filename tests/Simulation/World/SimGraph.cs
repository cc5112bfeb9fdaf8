using System.Globalization;
using System.Text.Json.Nodes;
using TeamsEmailBot.Core.Edges.Graph;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>What Graph does with a request, at one moment of the simulation. Faults and delays are the wire's (<see cref="SimWire"/>).</summary>
internal sealed class SimGraph(SimWorld world)
{
    public SimSubscriptions Subscriptions { get; } = new(world);

    private SimExchange Exchange => world.Exchange;

    public SimAnswer Serve(SimRequest request) => (request.Method, request.Path) switch
    {
        (_, ["subscriptions", ..]) => Subscriptions.Serve(request),
        ("POST", ["communications", "getPresencesByUserId"]) => Presence(request),
        (_, ["users", var mailbox, ..]) when !Exchange.Exists(mailbox) => SimAnswer.Error(404, "ErrorInvalidUser"),
        ("GET", ["users", _, "mailFolders", "inbox"]) => SimAnswer.Ok(new JsonObject { ["id"] = SimExchange.Inbox }),
        ("GET", ["users", var mailbox, "mailFolders", "inbox", "messages"]) => List(mailbox, request),
        ("GET", ["users", var mailbox, "mailFolders", "sentitems", "messages"]) => ListSent(mailbox, request),
        ("GET", ["users", var mailbox, "mailFolders", "msgfolderroot", "childFolders"]) => Folders(mailbox),
        ("POST", ["users", var mailbox, "mailFolders", "msgfolderroot", "childFolders"]) => CreateFolder(mailbox, request),
        ("GET", ["users", var mailbox, "messages"]) => Search(mailbox, request.Option("$filter")!),
        ("GET", ["users", var mailbox, "messages", var id]) => Get(mailbox, id, request),
        ("GET", ["users", var mailbox, "messages", var id, "$value"]) => Exchange.Of(mailbox).Any(message => message.Id == id)
            ? new SimAnswer(200, "Subject: report\r\n\r\nThe mail could not be delivered.\r\n")
            : SimAnswer.NotFound,
        ("GET", ["users", _, "messages", _, "attachments"]) => SimAnswer.Ok(new JsonObject { ["value"] = new JsonArray() }),
        ("PATCH", ["users", var mailbox, "messages", var id]) => Correct(mailbox, id, request),
        ("DELETE", ["users", var mailbox, "messages", var id]) => Delete(mailbox, id),
        ("POST", ["users", var mailbox, "messages", var id, "move"]) => Move(mailbox, id, (string)request.Json()["destinationId"]!),
        ("POST", ["users", var mailbox, "messages", var id, "createReply"]) => CreateReply(mailbox, id, request),
        ("POST", ["users", var mailbox, "messages", var id, "send"]) => Send(mailbox, id),
        _ => throw new NotSupportedException($"The simulated Graph does not know {request}."),
    };

    private SimAnswer List(string mailbox, SimRequest request)
    {
        if (request.Option("$count") == "true")
            return Count(mailbox, request);
        var since = DateTimeOffset.Parse(request.Option("$filter")!.Split(' ')[^1], CultureInfo.InvariantCulture);
        var top = int.Parse(request.Option("$top")!, CultureInfo.InvariantCulture);
        // Small pages, so that paging happens.
        top = Math.Min(top, 3);
        var skip = request.Option("$skip") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 0;
        var all = Exchange.Of(mailbox).Where(message => message.Folder == SimExchange.Inbox && message.VisibleAt <= world.Now && message.ReceivedAt >= since)
            .OrderBy(message => message.ReceivedAt).Skip(skip).Take(top + 1).ToList();
        var page = new JsonObject { ["value"] = new JsonArray([.. all.Take(top).Select(message => Json(message, request))]) };
        if (all.Count > top)
            page["@odata.nextLink"] = request.Address.AbsoluteUri.Split("&$skip=")[0] + $"&$skip={skip + top}";
        return SimAnswer.Ok(page);
    }

    private SimAnswer ListSent(string mailbox, SimRequest request)
    {
        var since = DateTimeOffset.Parse(request.Option("$filter")!.Split(' ')[^1], CultureInfo.InvariantCulture);
        var sent = Exchange.Of(mailbox).Where(message => message.Folder == SimExchange.SentItems && message.VisibleAt <= world.Now && message.ReceivedAt >= since)
            .OrderBy(message => message.ReceivedAt);
        return SimAnswer.Ok(new JsonObject
        {
            ["value"] = new JsonArray([.. sent.Select(message => new JsonObject
            {
                ["id"] = message.Id,
                ["sentDateTime"] = Time(message.ReceivedAt),
                ["sender"] = Person(message.From),
                ["singleValueExtendedProperties"] = Properties(message),
            })]),
        });
    }

    private SimAnswer Count(string mailbox, SimRequest request)
    {
        var before = DateTimeOffset.Parse(request.Option("$filter")!.Split(' ')[^1], CultureInfo.InvariantCulture);
        var count = Exchange.Of(mailbox).Count(message => message.Folder == SimExchange.Inbox && message.VisibleAt <= world.Now && message.ReceivedAt < before);
        return SimAnswer.Ok(new JsonObject { ["@odata.count"] = count, ["value"] = new JsonArray() });
    }

    private SimAnswer Search(string mailbox, string filter)
    {
        var value = filter.Split('\'')[^2];
        var isName = filter.StartsWith("internetMessageId", StringComparison.Ordinal);
        if (!isName && !filter.Contains(ExtendedProperty.Answer, StringComparison.Ordinal))
            throw new NotSupportedException($"The simulated Graph does not know the filter {filter}.");
        var found = Exchange.Of(mailbox).Where(message => message.VisibleAt <= world.Now
            && (isName ? message.InternetMessageId == value : message.Properties.GetValueOrDefault(ExtendedProperty.Answer) == value));
        return SimAnswer.Ok(new JsonObject { ["value"] = new JsonArray([.. found.Select(message => Json(message, null))]) });
    }

    private SimAnswer Get(string mailbox, string id, SimRequest request) =>
        Exchange.Find(mailbox, id, world.Now) is { } message ? SimAnswer.Ok(Json(message, request)) : SimAnswer.NotFound;

    private SimAnswer Folders(string mailbox) => SimAnswer.Ok(new JsonObject
    {
        ["value"] = new JsonArray([.. Exchange.Folders(mailbox).Select(folder => new JsonObject { ["id"] = folder.Value, ["displayName"] = folder.Key })]),
    });

    private SimAnswer CreateFolder(string mailbox, SimRequest request)
    {
        var name = (string)request.Json()["displayName"]!;
        var folders = Exchange.Folders(mailbox);
        if (folders.ContainsKey(name))
            return SimAnswer.Error(409, "ErrorFolderExists");
        folders[name] = $"f-{name.Replace(' ', '-')}-{folders.Count}";
        return SimAnswer.Created(new JsonObject { ["id"] = folders[name], ["displayName"] = name });
    }

    private SimAnswer Move(string mailbox, string id, string destination)
    {
        if (Exchange.Find(mailbox, id, world.Now) is not { } message)
            return SimAnswer.NotFound;
        destination = destination == "deleteditems" ? SimExchange.DeletedItems : destination;
        if (!Exchange.Folders(mailbox).ContainsValue(destination))
            return SimAnswer.Error(404, "ErrorFolderNotFound");
        if (message.Folder != destination && world.MoveCopies())
        {
            // The move made a copy (F-19).
            world.Note("exchange", $"the move of {message.Letter} made a copy");
            var copy = message.CopyTo(Exchange.NewId(), destination);
            Exchange.Add(mailbox, copy);
            return SimAnswer.Created(Json(copy, null));
        }

        message.Folder = destination;
        return SimAnswer.Created(Json(message, null));
    }

    private SimAnswer CreateReply(string mailbox, string id, SimRequest request)
    {
        if (Exchange.Find(mailbox, id, world.Now) is not { } original)
            return SimAnswer.NotFound;
        var draft = new SimMessage
        {
            Id = Exchange.NewId(),
            InternetMessageId = $"<answer-{Exchange.NewId()}@own.example>",
            ReceivedAt = world.Now,
            Folder = SimExchange.Drafts,
            Subject = $"RE: {original.Subject}",
            From = $"{mailbox}@own.example",
            IsDraft = true,
            Original = original,
        };
        Fill(draft, request.Json()["message"]!);
        Exchange.Add(mailbox, draft);
        return SimAnswer.Created(Json(draft, null));
    }

    private SimAnswer Correct(string mailbox, string id, SimRequest request)
    {
        if (Exchange.Find(mailbox, id, world.Now) is not { } draft)
            return SimAnswer.NotFound;
        Fill(draft, request.Json());
        return SimAnswer.Ok(Json(draft, null));
    }

    private SimAnswer Delete(string mailbox, string id)
    {
        if (Exchange.Find(mailbox, id, world.Now) is not { } message)
            return SimAnswer.NotFound;
        Exchange.Of(mailbox).Remove(message);
        return SimAnswer.NoContent;
    }

    private SimAnswer Send(string mailbox, string id)
    {
        if (Exchange.Find(mailbox, id, world.Now) is not { } message)
            return SimAnswer.NotFound;
        if (!message.IsDraft)
            return SimAnswer.Error(400, "ErrorInvalidRequest");
        message.IsDraft = false;
        message.Folder = SimExchange.SentItems;
        message.ReceivedAt = world.Now;
        message.VisibleAt = world.Now + world.InvisibleAfterSending();
        world.Note("exchange", $"the answer to {message.Original?.Letter} left");
        return SimAnswer.Accepted;
    }

    private SimAnswer Presence(SimRequest request) => SimAnswer.Ok(new JsonObject
    {
        ["value"] = new JsonArray([.. request.Json()["ids"]!.AsArray().Select(id => new JsonObject
        {
            ["id"] = (string)id!, ["availability"] = world.PresenceOf((string)id!), ["activity"] = world.PresenceOf((string)id!),
        })]),
    });

    private static void Fill(SimMessage draft, JsonNode message)
    {
        draft.Html = (string)message["body"]!["content"]!;
        draft.To = People(message["toRecipients"]);
        draft.Cc = People(message["ccRecipients"]);
        foreach (var property in message["singleValueExtendedProperties"]?.AsArray() ?? [])
            draft.Properties[(string)property!["id"]!] = (string)property["value"]!;
    }

    private static List<string> People(JsonNode? recipients) =>
        recipients is JsonArray people ? [.. people.Select(person => (string)person!["emailAddress"]!["address"]!)] : [];

    // What was selected; whoever asks for less is not told that he got it all.
    private static JsonObject Json(SimMessage message, SimRequest? request)
    {
        var select = request?.Option("$select");
        if (select == "id,isDraft")
            return new JsonObject { ["id"] = message.Id, ["isDraft"] = message.IsDraft };
        var json = new JsonObject
        {
            ["id"] = message.Id,
            ["internetMessageId"] = message.InternetMessageId,
            ["receivedDateTime"] = Time(message.ReceivedAt),
            ["subject"] = message.Subject,
            ["from"] = Person(message.From),
            ["toRecipients"] = Persons(message.To),
            ["ccRecipients"] = Persons(message.Cc),
            ["bodyPreview"] = "preview",
            ["flag"] = new JsonObject { ["flagStatus"] = message.IsFlagged ? "flagged" : "notFlagged" },
            ["isDraft"] = message.IsDraft,
            ["parentFolderId"] = message.Folder,
            ["singleValueExtendedProperties"] = Properties(message),
        };
        if (request is null || select!.Contains(",body", StringComparison.Ordinal))
            json["body"] = new JsonObject { ["contentType"] = "html", ["content"] = message.Html };
        if (select?.Contains("internetMessageHeaders", StringComparison.Ordinal) == true)
            json["internetMessageHeaders"] = new JsonArray([.. message.Headers.Select(header => new JsonObject { ["name"] = header.Name, ["value"] = header.Value })]);
        return json;
    }

    private static JsonArray Properties(SimMessage message)
    {
        var properties = new JsonArray(
            Property(ExtendedProperty.MessageClass, message.MessageClass),
            Property(ExtendedProperty.MessageSize, message.Size.ToString(CultureInfo.InvariantCulture)));
        foreach (var (id, value) in message.Properties)
            properties.Add(Property(id, value));
        return properties;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static JsonObject Property(string id, string value) => new() { ["id"] = id, ["value"] = value };

    private static JsonObject Person(string address) => new() { ["emailAddress"] = new JsonObject { ["address"] = address } };

    private static JsonArray Persons(IReadOnlyList<string> addresses) => new([.. addresses.Select(Person)]);
}
