using System.Text;

namespace TeamsEmailBot.Sandbox.Graph.Query;

internal enum TokenKind
{
    Word,
    Text,
    Sign,
    End,
}

/// <summary>A word (name, operator, number, time), a quoted text, or one of the signs <c>( ) , :</c>.</summary>
internal sealed record FilterToken(TokenKind Kind, string Value, int Position)
{
    public static List<FilterToken> Read(string text)
    {
        List<FilterToken> tokens = [];
        var i = 0;
        while (i < text.Length)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
            }
            else if (text[i] == '\'')
            {
                tokens.Add(Quoted(text, ref i));
            }
            else if (IsSign(text, i, tokens))
            {
                tokens.Add(new FilterToken(TokenKind.Sign, text[i].ToString(), i));
                i++;
            }
            else
            {
                var start = i;
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] != '\'' && !IsSign(text, i, tokens))
                    i++;
                tokens.Add(new FilterToken(TokenKind.Word, text[start..i], start));
            }
        }

        tokens.Add(new FilterToken(TokenKind.End, "", text.Length));
        return tokens;
    }

    /// <summary>A colon is a sign only after the variable of any(; elsewhere it belongs to a time.</summary>
    private static bool IsSign(string text, int i, List<FilterToken> before) =>
        text[i] is '(' or ')' or ',' || (text[i] == ':' && IsAfterLambda(text, i, before));

    private static bool IsAfterLambda(string text, int colon, List<FilterToken> before)
    {
        var i = colon;
        while (i > 0 && char.IsLetterOrDigit(text[i - 1]))
            i--;
        return before is [.., { Value: "(" }] or [.., { Value: "(" }, { Kind: TokenKind.Word }] && text[..i].EndsWith("any(", StringComparison.OrdinalIgnoreCase);
    }

    private static FilterToken Quoted(string text, ref int i)
    {
        var start = i++;
        var value = new StringBuilder();
        while (true)
        {
            if (i >= text.Length)
                throw GraphRefusal.BadRequest($"There is an unterminated string literal at position {start} in '{text}'.");
            if (text[i] != '\'')
            {
                value.Append(text[i++]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '\'')
            {
                value.Append('\'');
                i += 2;
            }
            else
            {
                i++;
                return new FilterToken(TokenKind.Text, value.ToString(), start);
            }
        }
    }
}
