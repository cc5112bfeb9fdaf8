using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Writes the configuration as a document: every field with its value, also where it is the default, so that an import elsewhere gives the same. Holds no secrets, because a configuration has none.</summary>
public static class ConfigurationExport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static ReadOnlyMemory<byte> Write(Configuration configuration)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            Tenant(json, configuration.Tenant);
            List(json, "units", configuration.Units, Unit);
            List(json, "users", configuration.Users, User);
            List(json, "mailboxes", configuration.Mailboxes, Mailbox);
            List(json, "workflows", configuration.Workflows, WorkflowWriter.Write);
            var people = configuration.Users.ToDictionary(user => user.Id, user => user.UserPrincipalName);
            List(json, "services", configuration.Services, (writer, service) => ServiceExport.Write(writer, service, configuration, people));
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Tenant(Utf8JsonWriter json, TenantSettings tenant)
    {
        json.WriteStartObject("tenant");
        json.WriteBoolean("emailEnabled", tenant.EmailEnabled);
        json.WriteNumber("maxConcurrentTasks", tenant.MaxConcurrentTasks);
        json.WriteNumber("serviceLicences", tenant.ServiceLicences);
        json.WriteNumber("emailLicences", tenant.EmailLicences);
        json.WriteBoolean("allowGuests", tenant.AllowGuests);
        Optional(json, "supportContact", tenant.SupportContact);
        json.WriteString("timeZone", tenant.TimeZone);
        json.WriteString("defaultLanguage", tenant.DefaultLanguage);
        json.WriteNumber("outboundLimit", tenant.OutboundLimit);
        json.WriteString("peopleFilter", tenant.PeopleFilter);
        json.WriteString("teamVisibility", DocumentWords.Of(tenant.TeamVisibility));
        json.WriteBoolean("reportsPerAgent", tenant.ReportsPerAgent);
        json.WriteString("apiAuthorization", DocumentWords.Of(tenant.ApiAuthorization));
        json.WriteNumber("retentionDays", tenant.RetentionDays);
        json.WriteStartObject("alerts");
        Optional(json, "quietFrom", tenant.Alerts.QuietFrom is { } from ? DocumentWords.Of(from) : null);
        Optional(json, "quietTo", tenant.Alerts.QuietTo is { } to ? DocumentWords.Of(to) : null);
        json.WriteNumber("escalateMinutes", tenant.Alerts.EscalateMinutes);
        json.WriteEndObject();
        Texts(json, "blockedSenders", tenant.BlockedSenders);
        json.WriteEndObject();
    }

    private static void Unit(Utf8JsonWriter json, OrganizationUnit unit)
    {
        json.WriteString("id", unit.Id.Value);
        json.WriteString("name", unit.Name);
        Optional(json, "parent", unit.Parent?.Value);
    }

    private static void User(Utf8JsonWriter json, User user)
    {
        json.WriteString("id", user.Id.Value);
        json.WriteString("userPrincipalName", user.UserPrincipalName);
        json.WriteStartArray("roles");
        if (user.Roles.HasFlag(Roles.Agent))
            json.WriteStringValue("agent");
        if (user.Roles.HasFlag(Roles.Supervisor))
            json.WriteStringValue("supervisor");
        if (user.Roles.HasFlag(Roles.Administrator))
            json.WriteStringValue("administrator");
        json.WriteEndArray();
        json.WriteBoolean("emailLicence", user.HasEmailLicence);
        Texts(json, "supervisedUnits", user.SupervisedUnits.Select(unit => unit.Value));
        Texts(json, "supervisedServices", user.SupervisedServices.Select(service => service.Value));
    }

    private static void Mailbox(Utf8JsonWriter json, Mailboxes.Mailbox mailbox)
    {
        json.WriteString("id", mailbox.Id.Value);
        json.WriteString("userPrincipalName", mailbox.UserPrincipalName);
        json.WriteString("name", mailbox.Name);
        json.WriteString("unit", mailbox.Unit.Value);
        json.WriteNumber("maxMailMegabytes", mailbox.MaxMailMegabytes);
        json.WriteStartObject("folders");
        json.WriteString("handled", mailbox.Folders.Handled);
        json.WriteString("ended", mailbox.Folders.Ended);
        json.WriteString("failed", mailbox.Folders.Failed);
        json.WriteEndObject();
        json.WriteString("direction", DocumentWords.Of(mailbox.Direction));
        json.WriteBoolean("pilot", mailbox.IsPilot);
        List(json, "fromAddresses", mailbox.FromAddresses, (writer, from) =>
        {
            writer.WriteString("address", from.Address);
            Optional(writer, "displayName", from.DisplayName);
            Optional(writer, "provenAt", from.ProvenAt is { } at ? DocumentWords.Of(at) : null);
        });
    }

    internal static void List<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    internal static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
