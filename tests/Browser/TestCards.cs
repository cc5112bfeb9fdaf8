using System.Text.Json.Nodes;

namespace TeamsEmailBot.Tests.Browser;

/// <summary>Small cards with what the page must do right: inputs, both kinds of buttons, text that looks like markup.</summary>
internal static class TestCards
{
    /// <summary>Looks like Markdown and HTML and must be shown letter for letter.</summary>
    public const string Hostile = "**Urgent** [here](https://evil.example) <img src=x onerror=alert(1)>";

    public static JsonObject Question() => Parse(
        $$"""
        { "type": "AdaptiveCard", "version": "1.5", "fallbackText": "A question", "body": [
            { "type": "TextBlock", "text": "New mail for **Customer Help**", "style": "heading", "weight": "Bolder", "wrap": true },
            { "type": "RichTextBlock", "inlines": [ { "type": "TextRun", "text": {{JsonValue.Create(Hostile).ToJsonString()}} } ] },
            { "type": "Input.Text", "id": "note", "label": "Note", "isRequired": true, "errorMessage": "Please enter a note", "isMultiline": true },
            { "type": "ActionSet", "actions": [
                { "type": "Action.Execute", "title": "Take it", "verb": "take", "style": "positive", "data": { "id": "4711", "v": 3 },
                  "fallback": { "type": "Action.Submit", "title": "Take it", "data": { "verb": "take", "id": "4711", "v": 3 } } },
                { "type": "Action.Execute", "title": "Decline", "verb": "decline", "associatedInputs": "none", "data": { "id": "4711" } },
                { "type": "Action.Submit", "title": "Reply in a dialog", "associatedInputs": "none", "data": { "msteams": { "type": "task/fetch" }, "verb": "reply" } } ] } ] }
        """);

    public static JsonObject Form() => Parse(
        """
        { "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "Input.Text", "id": "answer", "label": "Your answer", "isMultiline": true, "isRequired": true, "errorMessage": "Please write an answer" } ],
          "actions": [ { "type": "Action.Submit", "title": "Send", "data": { "verb": "reply.send" } } ] }
        """);

    public static JsonObject Text(string text) => Parse(
        $$"""{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "TextBlock", "wrap": true, "text": {{JsonValue.Create(text).ToJsonString()}} } ] }""");

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
