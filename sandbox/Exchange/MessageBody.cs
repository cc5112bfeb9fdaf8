namespace TeamsEmailBot.Sandbox.Exchange;

/// <summary>A body as it was sent, with the forms Graph gives out: sanitised HTML, plain text, and the part that is new in the conversation.</summary>
internal sealed class MessageBody(bool isHtml, string content)
{
    private string? safeHtml;
    private string? text;

    public bool IsHtml { get; } = isHtml;

    /// <summary>As sent.</summary>
    public string Content { get; } = content;

    /// <summary>HTML without scripts and handlers, as Graph gives it by default (graph.md 5.1).</summary>
    public string SafeHtml => safeHtml ??= HtmlText.Sanitise(IsHtml ? Content : HtmlText.FromText(Content));

    public string Text => text ??= IsHtml ? HtmlText.ToText(Content) : Content;

    /// <summary>Text of at most 255 characters.</summary>
    public string Preview
    {
        get
        {
            var oneLine = string.Join(' ', Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return oneLine.Length <= 255 ? oneLine : oneLine[..255];
        }
    }

    public string UniqueHtml => HtmlText.CutQuotation(SafeHtml);

    public string UniqueText => HtmlText.ToText(UniqueHtml);
}
