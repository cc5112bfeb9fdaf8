using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Query;

namespace TeamsEmailBot.Sandbox.Graph.Folders;

/// <summary>What a $filter can look at in a folder.</summary>
internal sealed class FolderTarget(MailFolder folder) : IFilterTarget
{
    public object? Read(string path) => path switch
    {
        "displayName" => folder.DisplayName,
        "isHidden" => folder.IsHidden,
        "parentFolderId" => folder.Parent?.Id,
        _ => throw GraphRefusal.BadRequest($"Could not find a property named '{path}' on type 'Microsoft.OutlookServices.MailFolder' that can be filtered."),
    };

    public IEnumerable<IFilterTarget> ReadMany(string path) => throw GraphRefusal.BadRequest($"'{path}' cannot be filtered with any().");
}
