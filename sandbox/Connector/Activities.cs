using System.Globalization;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>Makes the activities that Teams sends, in exactly its shapes (teams.md 2). Call it under the tenant's lock.</summary>
internal sealed class Activities(TenantState tenant)
{
    public JsonObject Message(Chat chat, string text, IEnumerable<SharedFile> files, IEnumerable<PastedPicture> pictures)
    {
        var activity = Base(chat, "message", tenant.Ids.ActivityId());
        activity["text"] = text;
        activity["textFormat"] = "plain";
        activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = $"<p>{System.Net.WebUtility.HtmlEncode(text)}</p>" });
        foreach (var file in files)
            activity["attachments"]!.AsArray().Add(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
                ["contentUrl"] = file.Address.GetLeftPart(UriPartial.Path),
                ["name"] = file.Name,
                ["content"] = new JsonObject
                {
                    ["downloadUrl"] = file.Address.AbsoluteUri,
                    ["uniqueId"] = tenant.Ids.NewGuid().ToString(),
                    ["fileType"] = Path.GetExtension(file.Name).TrimStart('.'),
                },
            });
        foreach (var picture in pictures)
        {
            var id = $"0-weu-d1-{tenant.Ids.NewGuid():N}";
            tenant.Chats.Pictures[id] = picture;
            // Teams does not say which kind it is.
            activity["attachments"]!.AsArray().Add(new JsonObject { ["contentType"] = "image/*", ["contentUrl"] = $"{tenant.ServiceUrl}v3/attachments/{id}/views/original" });
        }

        return activity;
    }

    /// <summary>Action.Submit: a message without text (teams.md 2.3).</summary>
    public JsonObject Submit(Chat chat, string cardActivityId, JsonObject data)
    {
        var activity = Base(chat, "message", tenant.Ids.ActivityId());
        activity["replyToId"] = cardActivityId;
        activity["value"] = data.DeepClone();
        return activity;
    }

    public JsonObject Invoke(Chat chat, string name, JsonObject value, string? cardActivityId)
    {
        var activity = Base(chat, "invoke", tenant.Ids.EventActivityId());
        activity["name"] = name;
        activity["value"] = value;
        if (cardActivityId is not null)
            activity["replyToId"] = cardActivityId;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        return activity;
    }

    public JsonObject Installation(Chat chat, string action)
    {
        var activity = Base(chat, "installationUpdate", tenant.Ids.EventActivityId());
        activity["action"] = action;
        activity["channelData"] = new JsonObject
        {
            ["tenant"] = new JsonObject { ["id"] = tenant.World.TenantId },
            ["source"] = new JsonObject { ["name"] = "message" },
            ["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = chat.Id } },
        };
        return activity;
    }

    public JsonObject MembersAdded(Chat chat)
    {
        var activity = Base(chat, "conversationUpdate", tenant.Ids.EventActivityId());
        activity["membersAdded"] = new JsonArray(
            new JsonObject { ["id"] = chat.Person.TeamsId, ["aadObjectId"] = chat.Person.Id }, new JsonObject { ["id"] = tenant.BotId });
        return activity;
    }

    private JsonObject Base(Chat chat, string type, string id)
    {
        var person = chat.Person;
        var zone = person.Start.TimeZone ?? tenant.World.TimeZone;
        var local = TimeZoneInfo.ConvertTime(tenant.Now, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["timestamp"] = tenant.Now.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
            ["localTimestamp"] = local.ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture),
            ["localTimezone"] = zone,
            ["channelId"] = "msteams",
            ["serviceUrl"] = tenant.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = person.TeamsId, ["name"] = person.Name, ["aadObjectId"] = person.Id },
            ["recipient"] = new JsonObject { ["id"] = tenant.BotId, ["name"] = tenant.World.BotName },
            ["conversation"] = new JsonObject { ["id"] = chat.Id, ["conversationType"] = "personal", ["tenantId"] = tenant.World.TenantId },
            ["locale"] = person.Start.Locale,
            ["entities"] = new JsonArray(new JsonObject
            {
                ["type"] = "clientInfo",
                ["locale"] = person.Start.Locale,
                ["country"] = person.Start.Locale[^2..],
                ["platform"] = "Web",
                ["timezone"] = zone,
            }),
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant.World.TenantId } },
        };
    }
}
