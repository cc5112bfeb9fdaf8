using System.Text.Json;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Writes workflows into a document. Parts that are not given are left out; the version is the configuration's own and no part of the document.</summary>
internal static class WorkflowWriter
{
    public static void Write(Utf8JsonWriter json, Workflow workflow)
    {
        json.WriteString("id", workflow.Id.Value);
        json.WriteString("name", workflow.Name);
        json.WriteString("unit", workflow.Unit.Value);
        ConfigurationExport.List(json, "activities", workflow.Activities, Write);
    }

    private static void Write(Utf8JsonWriter json, WorkflowActivity activity)
    {
        json.WriteString("kind", WorkflowCatalog.Of(activity.Kind)!.Name);
        if (activity.When is { } when)
        {
            json.WriteStartObject("when");
            Write(json, when);
            json.WriteEndObject();
        }

        ConfigurationExport.Optional(json, "service", activity.Service?.Value);
        Number(json, "minutes", activity.Minutes);
        Number(json, "length", activity.Length);
        ConfigurationExport.Optional(json, "text", activity.Text);
        ConfigurationExport.Optional(json, "name", activity.Name);
        Number(json, "level", activity.Level);
        ConfigurationExport.Optional(json, "priority", activity.Priority is { } priority ? DocumentWords.Of(priority) : null);
        ConfigurationExport.Optional(json, "folder", activity.Folder is { } folder ? DocumentWords.Of(folder) : null);
    }

    private static void Write(Utf8JsonWriter json, Condition condition)
    {
        json.WriteString("kind", WorkflowCatalog.Of(condition.Kind)!.Name);
        ConfigurationExport.Optional(json, "name", condition.Name);
        if (condition.Values is { } values)
            ConfigurationExport.Texts(json, "values", values);
        Number(json, "number", condition.Number);
        if (condition.Of is { } inside)
            ConfigurationExport.List(json, "of", inside, Write);
    }

    private static void Number(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
    }
}
