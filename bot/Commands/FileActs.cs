using System.Text.RegularExpressions;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Files that an agent drops into the chat leave with an answer of his. The task is named by its number beside them, or is the only one he holds.</summary>
internal sealed class FileActs(IAgentWorkbench workbench, FileReader reader, PastedPictures pictures, TimeProvider time)
{
    public async Task<Reaction> AddAsync(Person person, string text, TypedText? typed, IReadOnlyList<SharedFile> files, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        if (!IsNumberOnly(text, typed, out var number))
            return new Reaction.Say(words[FilePhrase.OnlyNumber]);
        var held = (await workbench.ListAsync(person.User!.Id, cancellation)).Where(task => task.Kind is TaskViewKind.Mine or TaskViewKind.NotSent).ToList();
        var fitting = number is null ? held : held.Where(task => TaskNumber.Of(task.Key.Id) == number).ToList();
        return fitting switch
        {
            [var task] => await AddAsync(person, task, files, cancellation),
            [] when number is not null => new Reaction.Say(words.Say(Phrase.NoTaskWithNumber, number)),
            [] => new Reaction.Say(words[FilePhrase.NoTask]),
            _ => new Reaction.Say(words.Say(FilePhrase.WhichTask, string.Join(", ", fitting.Select(task => TaskNumber.Of(task.Key.Id))))),
        };
    }

    private static bool IsNumberOnly(string text, TypedText? typed, out string? number)
    {
        if (typed is { Command.Verb: CardVerbs.FilesAdd })
        {
            (number, _, var rest) = typed.SplitNumber();
            return rest.Length == 0;
        }

        var match = Regex.Match(text.Trim(), @"^(?:#?(\d{4})[.!]?)?$", RegexOptions.CultureInvariant);
        number = match.Groups[1].Success ? match.Groups[1].Value : null;
        return match.Success;
    }

    // Every size is known before the first byte of any file goes on to Exchange.
    private async Task<Reaction> AddAsync(Person person, TaskView task, IReadOnlyList<SharedFile> files, CancellationToken cancellation)
    {
        var opened = new List<OpenedFile>();
        try
        {
            foreach (var (index, file) in files.Index())
            {
                var (one, reason) = file.IsPicture
                    ? await PictureAsync(file, index, person.Reader.Words, cancellation)
                    : await reader.OpenAsync(file, person.Reader.Words, cancellation);
                if (one is null)
                    return Nothing(person, task, reason!);
                opened.Add(one);
            }

            var result = await workbench.AddFilesAsync(person.User!.Id, task.Key, [.. opened.Select(one => one.File)], cancellation);
            return Told(person, task, [.. opened.Take(result.Added).Select(one => SafeText.Line(one.File.Name, CardParts.NameLength))], result);
        }
        finally
        {
            foreach (var one in opened)
                one.Dispose();
        }
    }

    // A pasted picture has no name; it gets the one that mail programs give.
    private async Task<(OpenedFile? File, string? Reason)> PictureAsync(SharedFile file, int index, Words words, CancellationToken cancellation)
    {
        var picture = await pictures.FetchAsync(file.Address, cancellation);
        if (picture.Problem is { } problem)
            return (null, words.Say(FilePhrase.PictureFails, problem));
        var kind = picture.MediaType is { } type && type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? type["image/".Length..].ToLowerInvariant() : "png";
        var name = FileName.Clean(file.Name) ?? $"image{(index == 0 ? "" : $"-{index + 1}")}.{(kind == "jpeg" ? "jpg" : kind)}";
        var content = new MemoryStream(picture.Content);
        return (new OpenedFile(new OutgoingFile(FileName.Clean(name) ?? "image.png", picture.MediaType, picture.Content.Length, content), content), null);
    }

    private Reaction.Show Told(Person person, TaskView task, IReadOnlyList<string> names, FilesResult result)
    {
        var words = person.Reader.Words;
        if (result.View is not { } view || names.Count == 0)
            return Nothing(person, task, Why(words, result));
        var (number, sum) = (TaskNumber.Of(task.Key.Id), FileLines.Sum(view, person.Reader));
        var said = result.Refusal is null
            ? words.Say(FilePhrase.Added, number, string.Join(", ", names), sum)
            : words.Say(FilePhrase.AddedSome, number, string.Join(", ", names), sum, Why(words, result));
        var kind = result.Refusal is null ? CalloutKind.Note : CalloutKind.Caution;
        return new Reaction.Show(NoticeCard.Draw(person.Reader, kind, said, FileLines.RemoveButton(view, person.Reader, CardVerbs.FilesRemove)));
    }

    private string Why(Words words, FilesResult result) => result switch
    {
        { Code: "FileUnreadable" } => words[FilePhrase.Unreadable],
        { NotBefore: { } until } => words.Say(FilePhrase.Busy, Math.Max(1, Math.Ceiling((until - time.GetUtcNow()).TotalMinutes))),
        _ => FailureWords.Of(words, result.Refusal ?? Refusal.ExchangeUnavailable, result.Code),
    };

    private static Reaction.Show Nothing(Person person, TaskView task, string reason) => new(
        NoticeCard.Draw(person.Reader, CalloutKind.Caution, person.Reader.Words.Say(FilePhrase.NothingAdded, TaskNumber.Of(task.Key.Id), reason)));
}
